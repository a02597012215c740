"""Uploads, as they stream in."""

from __future__ import annotations

import asyncio

import pytest

from tests.web_house import MAX_FILE_BYTES, PNG, send_file


async def test_a_file_is_kept_chunk_by_chunk_and_arrives(visitor, house):
    data = PNG * 4
    answer = await send_file(visitor, data, caption="这是通知")
    assert answer.status_code == 202
    [file] = house.arrived[0].said.files
    assert house.files[file.stored.id][2] == data
    assert (house.arrived[0].said.kind, house.arrived[0].said.text) == ("files", "这是通知")
    assert (file.name, house.arrived[0].external_id) == ("封号通知.png", "web:f1")
    assert max(house.chunks) < len(data) / 4


def form(*parts, end=b"--line--\r\n"):
    return b"".join(b"--line\r\n" + part + b"\r\n" for part in parts) + end


FILE_PART = b'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n' + PNG
ID_PART = b'Content-Disposition: form-data; name="id"\r\n\r\nf7'


def post_form(http, body, content_type="multipart/form-data; boundary=line"):
    return http.post("/chat/files", content=body, headers={"Content-Type": content_type})


async def test_the_id_may_come_after_the_file(visitor, house):
    assert (await post_form(visitor, form(FILE_PART, ID_PART))).status_code == 202
    assert house.arrived[0].external_id == "web:f7"
    assert house.files["f0"][2] == PNG


async def test_a_form_that_trickles_in_is_read_the_same(visitor, house):
    body = form(ID_PART, FILE_PART[:300])

    async def drops():
        for byte in body:
            yield bytes([byte])

    assert (await post_form(visitor, drops())).status_code == 202
    assert house.files["f0"][2] == FILE_PART[:300].partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        form(FILE_PART),
        form(ID_PART),
        form(ID_PART, FILE_PART, FILE_PART),
        form(ID_PART.replace(b"f7", b"f 7"), FILE_PART),
        form(ID_PART.replace(b"f7", b"\xff"), FILE_PART),
        form(ID_PART, FILE_PART, b'Content-Disposition: form-data; name="other"\r\n\r\nx'),
        form(ID_PART, b"Content-Disposition: broken header\r\n\r\nx"),
    ],
)
async def test_a_malformed_form_is_refused(visitor, house, body):
    answer = await post_form(visitor, body)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")
    assert house.arrived == []


@pytest.mark.parametrize(
    "content_type", ["application/json", "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300]
)
async def test_a_form_without_a_usable_boundary_is_refused(visitor, content_type):
    assert (await post_form(visitor, form(ID_PART, FILE_PART), content_type)).status_code == 400


async def test_a_form_cut_short_keeps_nothing(visitor, house):
    whole = form(ID_PART, FILE_PART)
    assert (await post_form(visitor, whole[:-2000])).status_code == 400
    assert house.files == {}


async def test_a_connection_that_breaks_keeps_nothing(visitor, house, url):
    port = int(url.rpartition(":")[2])
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"POST /chat/files HTTP/1.1\r\nHost: lizhi\r\nContent-Length: 900000\r\n"
        b"Content-Type: multipart/form-data; boundary=line\r\n"
        b"Cookie: lizhi=" + visitor.cookies["lizhi"].encode() + b"\r\n\r\n" + form(ID_PART, FILE_PART)[:90_000]
    )
    await writer.drain()
    await asyncio.wait_for(house.begun.wait(), 3)
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.1)
    assert (house.files, house.arrived) == ({}, [])


async def test_a_refused_file_is_explained_even_when_much_was_still_to_come(visitor, house):
    answer = await send_file(visitor, b"MZ" + bytes(2_000_000), "setup.exe")
    assert (answer.status_code, answer.json()["error"]) == (415, "program")
    assert "请发" in answer.json()["text"]
    assert house.arrived == []


async def test_a_file_over_the_bound_is_refused_while_it_streams(visitor, house):
    answer = await send_file(visitor, bytes(MAX_FILE_BYTES + 100_000))
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert sum(house.chunks) <= MAX_FILE_BYTES + 65536
    assert house.files == {}


async def test_a_long_caption_is_refused(visitor):
    assert (await send_file(visitor, caption="字" * 4001)).status_code == 413


async def test_a_long_field_is_refused(visitor):
    assert (await send_file(visitor, id="f" * 20_000)).status_code == 413
