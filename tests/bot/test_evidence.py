import hashlib
import io
import os
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image
from pillow_heif import from_pillow

from bot.channels import Refused
from bot.evidence import MAX_PIXELS, check_and_keep, shown_name, sniffed
from dialogs.refusals import REFUSALS
from storage.vault import Vault

NOW = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)
MB = 1024 * 1024

TAKEN_THERE = Image.Exif()
TAKEN_THERE[0x8825] = {1: "N", 2: (30.0, 15.0, 0.0)}  # where a photo was taken stays in the original


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def vault(folder):
    return Vault(str(folder))


async def chunks(data, size=3000):
    for start in range(0, len(data), size):
        yield data[start : start + size]


async def send(vault, data, name="截图.bin", limit=20 * MB, size=3000):
    return await check_and_keep(vault, chunks(data, size), name=name, limit=limit, now=NOW)


async def refusal(vault, data, **how):
    with pytest.raises(Refused) as refused:
        await send(vault, data, **how)
    assert refused.value.reason in REFUSALS
    return refused.value.reason


def picture(kind, size=(60, 40), **options):
    out = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def heic(size=(64, 48)):
    out = io.BytesIO()
    from_pillow(Image.effect_noise(size, 90).convert("RGB")).save(out, quality=90)
    return out.getvalue()


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return out.getvalue()


def png(width, height):
    """A true PNG of one colour: a few hundred kB may hold any number of pixels."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def webp(kind, body):
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def boxed(brand, *compatible):
    body = brand + bytes(4) + b"".join(compatible)
    return struct.pack(">I", 8 + len(body)) + b"ftyp" + body + bytes(200)


def ole(at_512):
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + at_512 + bytes(2000)


OFFICE = "application/vnd.openxmlformats-officedocument."

TAKEN = {
    "jpg": ("image/jpeg", picture("JPEG", exif=TAKEN_THERE)),
    "png": ("image/png", picture("PNG")),
    "webp": ("image/webp", picture("WEBP")),
    "gif": ("image/gif", picture("GIF")),
    "bmp": ("image/bmp", picture("BMP")),
    "tif": ("image/tiff", picture("TIFF")),
    "heic": ("image/heic", heic()),
    "pdf": ("application/pdf", b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"),
    "mp4": ("video/mp4", boxed(b"isom", b"isom", b"avc1")),
    "mov": ("video/quicktime", boxed(b"qt  ", b"qt  ")),
    "3gp": ("video/3gpp", boxed(b"3gp4", b"isom", b"3gp4")),
    "m4a": ("audio/mp4", boxed(b"M4A ", b"M4A ", b"isom")),
    "webm": ("video/webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(50)),
    "mkv": ("video/x-matroska", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska" + bytes(50)),
    "avi": ("video/x-msvideo", b"RIFF\x00\x01\x00\x00AVI LIST" + bytes(50)),
    "wav": ("audio/wav", b"RIFF\x00\x01\x00\x00WAVEfmt " + bytes(50)),
    "mp3": ("audio/mpeg", b"ID3\x04\x00\x00" + bytes(50)),
    "aac": ("audio/aac", b"\xff\xf1\x50\x80" + bytes(50)),
    "amr": ("audio/amr", b"#!AMR\n" + bytes(50)),
    "ogg": ("audio/ogg", b"OggS\x00\x02" + bytes(50)),
    "docx": (f"{OFFICE}wordprocessingml.document", zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")),
    "xlsx": (f"{OFFICE}spreadsheetml.sheet", zipped("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")),
    "pptx": (f"{OFFICE}presentationml.presentation", zipped("[Content_Types].xml", "_rels/.rels", "ppt/a.xml")),
    "doc": ("application/msword", ole(b"\xec\xa5\xc1\x00")),
    "xls": ("application/vnd.ms-excel", ole(b"\x09\x08\x10\x00\x00\x06\x05\x00")),
    "txt": ("text/plain", "客服：您好\r\n我：我要退款\r\n".encode()),
}


@pytest.mark.parametrize(("extension", "mime", "data"), [(e, *row) for e, row in TAKEN.items()], ids=TAKEN)
async def test_evidence_is_kept_as_it_came(vault, extension, mime, data):
    file, keys = await send(vault, data)
    assert file.stored.mime == mime
    assert file.name == file.stored.name == f"截图.{extension}"
    assert file.size == file.stored.size == len(data)
    assert file.stored.sha256 == hashlib.sha256(data).hexdigest()
    assert file.stored.received_at == NOW
    assert b"".join([piece async for piece in vault.open(file.stored.id, keys[file.stored.id])]) == data


TURNED_AWAY = {
    "exe": ("program", b"MZ\x90\x00\x03" + bytes(200)),
    "elf": ("program", b"\x7fELF\x02\x01\x01" + bytes(200)),
    "shell script": ("program", b"#!/bin/sh\nrm -rf /\n"),
    "script with a payload": ("program", b"#!/bin/sh\n" + bytes(100)),
    "html": ("program", b"\xef\xbb\xbf\n <!DOCTYPE HTML><p>hi"),
    "html after words": ("program", "看这里 <script>alert(1)</script>".encode()),
    "svg": ("program", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    "svg with a declaration": ("program", b'<?xml version="1.0"?>\n<!-- x -->\n<svg/>'),
    "svg in GBK": ("program", '<svg title="图"/>'.encode("gbk")),
    "zip": ("archive", zipped("证据/1.png")),
    "apk": ("archive", zipped("AndroidManifest.xml", "classes.dex")),
    "rar": ("archive", b"Rar!\x1a\x07\x00" + bytes(100)),
    "7z": ("archive", b"7z\xbc\xaf\x27\x1c" + bytes(100)),
    "empty": ("empty", b""),
    "psd": ("unknown_type", b"8BPS\x00\x01" + bytes(100)),
    "sqlite": ("unknown_type", b"SQLite format 3\x00" + bytes(100)),
    "noise": ("unknown_type", b"\x01\x02\x00\xff" * 100),
    "UTF-16": ("unknown_type", "\ufeff<html>".encode("utf-16-le")),
    "no encoding": ("unknown_type", b"\xff\xff\xff\xffabc"),
}


@pytest.mark.parametrize(("reason", "data"), TURNED_AWAY.values(), ids=TURNED_AWAY)
async def test_other_files_are_turned_away_and_leave_nothing(vault, folder, reason, data):
    assert await refusal(vault, data, name="证据.jpg") == reason
    assert list(folder.iterdir()) == []


async def test_what_the_sender_calls_a_file_does_not_count(vault):
    file, _ = await send(vault, picture("PNG"), name="录音.mp3")
    assert (file.name, file.stored.mime) == ("录音.png", "image/png")


@pytest.mark.parametrize("start", ["BMW 车主投诉", "GIF 图打不开", "MZ 世代", "ID3 标签"])
async def test_a_text_that_begins_like_something_else_is_a_text(start):
    assert sniffed(start.encode()) == "text/plain"


async def test_text_in_gbk_is_kept_untouched(vault):
    data = "客服说三天内退款，一直没退。".encode("gbk") * 20_000
    file, _ = await send(vault, data, name="聊天记录.log")
    assert (file.name, file.stored.mime, file.size) == ("聊天记录.txt", "text/plain", len(data))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("shift", range(3))
async def test_a_character_cut_by_the_end_of_the_head_does_no_harm(encoding, shift):
    assert sniffed((b"x" * shift + ("退" * 40_000).encode(encoding))[: 64 * 1024]) == "text/plain"


@pytest.mark.parametrize("data", [b"x" * 2 * MB, picture("PNG", (900, 900)), b"%PDF-1.7\n" + bytes(2 * MB)])
async def test_what_is_over_the_limit_is_turned_away_while_it_arrives(vault, folder, data):
    assert len(data) > MB
    assert await refusal(vault, data, limit=MB) == "too_large"
    assert list(folder.iterdir()) == []


async def test_an_endless_file_is_not_read_for_ever(vault):
    async def endless():
        yield b"%PDF-1.7\n"
        while True:
            yield bytes(50_000)

    with pytest.raises(Refused, match="too_large"):
        await check_and_keep(vault, endless(), name="x.pdf", limit=MB, now=NOW)


async def test_a_small_png_of_900_megapixels_is_turned_away(vault, folder):
    data = png(30_000, 30_000)
    assert len(data) < 200_000
    assert await refusal(vault, data) == "too_many_pixels"
    assert list(folder.iterdir()) == []


async def test_the_last_allowed_pixel(vault):
    file, _ = await send(vault, png(10_000, MAX_PIXELS // 10_000))
    assert file.stored.mime == "image/png"
    assert await refusal(vault, png(10_000, MAX_PIXELS // 10_000 + 1)) == "too_many_pixels"


def resized_jpeg(side):
    data = bytearray(picture("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", side, side)
    return bytes(data)


def resized_tiff(side):
    data = bytearray(picture("TIFF", (60, 40)))
    for tag in (256, 257):
        at = data.index(struct.pack("<HHI", tag, 4, 1))
        data[at + 8 : at + 12] = struct.pack("<I", side)
    return bytes(data)


def resized_heic(size, side):
    data = bytearray(heic(size))
    at = data.index(b"ispe")
    data[at + 8 : at + 16] = struct.pack(">II", side, side)
    return bytes(data)


BOMBS = {
    "jpeg": resized_jpeg(30_000),
    "gif": b"GIF89a" + struct.pack("<HH", 30_000, 30_000) + picture("GIF")[10:],
    "bmp": picture("BMP")[:18] + struct.pack("<II", 30_000, 30_000) + picture("BMP")[26:],
    "tiff": resized_tiff(30_000),
    "webp, extended": webp(b"VP8X", bytes(4) + (29_999).to_bytes(3, "little") * 2),
    "webp, lossless": webp(b"VP8L", b"\x2f" + struct.pack("<I", 16_000 | 16_000 << 14) + bytes(9)),
    "webp, lossy": webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 16_000, 16_000)),
    "heic": resized_heic((64, 64), 15_000),
    "heic of which little is shown": resized_heic((64, 48), 15_000),
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS)
async def test_every_kind_of_picture_tells_its_size_before_it_is_kept(vault, data):
    assert await refusal(vault, data) == "too_many_pixels"


def late(size, filler):
    """A JPEG that tells its size only after ``filler`` bytes of what editors and cameras put first."""
    data = picture("JPEG", size)
    block = b"\xff\xed\xff\xff" + bytes(65_533)
    return data[:2] + block * (filler // len(block)) + data[2:]


async def test_a_photo_that_tells_its_size_late_is_read_on_to_there(vault):
    file, _ = await send(vault, late((60, 40), 3 * MB))
    assert file.stored.mime == "image/jpeg"


async def test_a_photo_that_never_comes_to_its_size_is_not_held_for_ever(vault, folder):
    assert await refusal(vault, late((60, 40), 9 * MB)) == "unreadable_image"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("left", [0.9, 0.5, 0.003])  # the last of these ends before it tells its size
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
async def test_a_photo_that_breaks_off_is_kept_since_it_may_still_matter(vault, kind, left):
    data = picture(kind, (600, 400))
    file, _ = await send(vault, data[: int(len(data) * left)])
    assert file.size == int(len(data) * left)


@pytest.mark.parametrize("size", [1, 7, 100_000])
async def test_the_size_of_the_arriving_chunks_does_not_matter(vault, size):
    data = picture("JPEG", (200, 200))
    file, _ = await send(vault, data, size=size)
    assert file.stored.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("sent", [0, 10_000, 9 * MB])
async def test_a_source_that_fails_leaves_nothing(vault, folder, sent):
    async def failing():
        async for chunk in chunks(b"%PDF-1.7\n" + os.urandom(sent)):
            yield chunk
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await check_and_keep(vault, failing(), name="x.pdf", limit=20 * MB, now=NOW)
    assert list(folder.iterdir()) == []


async def test_brands_of_phones_are_known():
    assert sniffed(boxed(b"heix", b"mif1", b"heix")) == "image/heic"
    assert sniffed(boxed(b"mif1", b"mif1", b"heic")) == "image/heic"
    assert sniffed(boxed(b"iso6", b"iso6", b"dash")) == "video/mp4"
    with pytest.raises(Refused, match="unknown_type"):
        sniffed(boxed(b"mif1", b"mif1", b"avif"))


NAMES = {
    "订单截图.JPG": "订单截图.JPG",
    "photo.jpeg": "photo.jpeg",
    "photo.heic": "photo.jpg",
    "setup.exe": "setup.jpg",
    "2026.10.03 订单": "2026.10.03 订单.jpg",
    "../../etc/passwd": "passwd.jpg",
    "C:\\Users\\张三\\证据.jpg": "证据.jpg",
    "证据\u202egpj.exe": "证据gpj.jpg",
    "a\x00b\r\nc\u200b.jpg": "abc.jpg",
    "  多   空格 .jpg": "多 空格.jpg",
    'a<b>:"c|?*.jpg': "a_b___c___.jpg",
    "": "文件.jpg",
    "..": "文件.jpg",
    "\udcff.jpg": "jpg.jpg",
    "/": "文件.jpg",
    "cafe\u0301.jpg": "café.jpg",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
async def test_a_shown_name_is_safe(name, shown):
    assert shown_name(name, "image/jpeg") == shown


async def test_a_long_name_is_cut_and_keeps_its_extension():
    shown = shown_name("很" * 300 + ".docx", "application/pdf")
    assert len(shown) == 80
    assert shown.endswith("很.pdf")


def test_every_refusal_says_what_to_do_instead():
    for text in REFUSALS.values():
        assert "请" in text
        assert "！" not in text
