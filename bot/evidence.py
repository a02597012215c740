"""Checks what a person sends as evidence, and seals it untouched.

What a file is, it tells by its first bytes alone: neither the sender's name for it nor the sender's type counts. It
decodes no picture, opens no document, and does not know whose the file is or which exhibit it becomes.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from io import BytesIO

import filetype
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.Image import DecompressionBombError
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from pillow_heif import HeifImageFile

from bot.channels import Refused
from dialogs.values import SentFile, StoredFile
from storage.files import FileKeys
from storage.vault import TooLarge, Vault

MAX_PIXELS = 100_000_000
"""No screenshot has as many, and few photos; decoded, such a picture takes 300 MB, however small its file."""

_HEAD = 64 * 1024
_MAX_HEAD = 8 * 1024 * 1024
"""How many bytes are looked at: at first, and at most, where a picture tells its size late."""

_OFFICE = "application/vnd.openxmlformats-officedocument."

_ALLOWED: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png", "apng"),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "image/heic": ("heic", "heif", "hif"),
    "image/bmp": ("bmp", "dib"),
    "image/tiff": ("tif", "tiff"),
    "application/pdf": ("pdf",),
    "video/mp4": ("mp4", "m4v", "m4a"),
    "video/quicktime": ("mov", "qt"),
    "video/webm": ("webm",),
    "video/x-matroska": ("mkv",),
    "video/x-msvideo": ("avi",),
    "video/3gpp": ("3gp", "3g2"),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "audio/aac": ("aac",),
    "audio/amr": ("amr", "awb"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/wav": ("wav",),
    f"{_OFFICE}wordprocessingml.document": ("docx",),
    f"{_OFFICE}spreadsheetml.sheet": ("xlsx",),
    f"{_OFFICE}presentationml.presentation": ("pptx",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "text/plain": ("txt",),
}
"""Type → the extensions that agree with it, the usual one first."""

_SAME = {"image/apng": "image/png", "video/x-m4v": "video/mp4", "audio/x-wav": "audio/wav"}
"""What ``filetype`` calls a type → what it is called here."""

_BRANDS = {
    **dict.fromkeys((b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"iso2", b"iso4", b"iso5", b"iso6", b"avc1", b"dash", b"M4V "), "video/mp4"),
}
"""Brands of the MP4 family that ``filetype`` does not know."""

_PROGRAMS = {
    "application/x-msdownload",
    "application/x-executable",
    "application/x-shockwave-flash",
    "application/x-google-chrome-extension",
    "application/x-nintendo-nes-rom",
    "application/x-deb",
    "application/x-rpm",
    "application/wasm",
    "text/html",
    "text/x-script",
}

_ARCHIVES = {
    "application/zip",
    "application/epub+zip",
    "application/x-tar",
    "application/x-rar-compressed",
    "application/gzip",
    "application/x-bzip2",
    "application/x-7z-compressed",
    "application/vnd.ms-cab-compressed",
    "application/x-xz",
    "application/x-unix-archive",
    "application/x-compress",
    "application/x-lzop",
    "application/x-lzip",
    "application/x-lz4",
    "application/x-brotli",
    "application/zstd",
}

_LOOSE = {"image/bmp", "image/gif", "audio/mpeg", "application/x-msdownload"}
"""Types told by two or three letters, with which a plain text may also begin: "BMW 车主投诉 …"."""

_MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|svg|script|iframe|\?xml)\b", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

_CODED = re.compile(rb"ispe\0{4}(.{8})", re.DOTALL)
_EXTENSION = re.compile(r"(?=.*[a-z])[a-z0-9]{1,5}", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')

_PICTURES: dict[str, Callable[[BytesIO], ImageFile]] = {
    "image/jpeg": JpegImageFile,
    "image/png": PngImageFile,
    "image/gif": GifImageFile,
    "image/bmp": BmpImageFile,
    "image/tiff": TiffImageFile,
    "image/heic": HeifImageFile,
}
"""What reads a picture's header, and decodes only when asked. WebP is read here: Pillow prepares the canvas first."""


async def check_and_keep(
    vault: Vault, stream: AsyncIterator[bytes], *, name: str, limit: int, now: datetime
) -> tuple[SentFile, FileKeys]:
    """Keep a file of at most ``limit`` bytes as it came; the file as it will be shown, and the key it is sealed with.

    Raises ``Refused`` with a key of ``REFUSALS``; then, and when the stream fails, nothing of it stays.
    """
    head = bytearray()
    await _fill(head, stream, _HEAD)
    mime = sniffed(bytes(head))
    if mime.startswith("image/"):
        await _check_pixels(head, stream, mime)
    try:
        kept = await vault.keep(_joined(bytes(head), stream), limit=limit)
    except TooLarge:
        raise Refused("too_large") from None
    stored = StoredFile(kept.name, shown_name(name, mime), mime, kept.size, kept.sha256, now)
    return SentFile(name=stored.name, size=stored.size, stored=stored), {kept.name: kept.key}


def sniffed(head: bytes) -> str:
    """The type of a file by its first 64 KiB. Raises ``Refused`` for a type that is not taken."""
    if not head:
        raise Refused("empty")
    mime = _signature(head)
    if (not mime or mime in _LOOSE) and _reads_as_text(head):
        mime = "text/html" if _MARKUP.search(head) else "text/plain"
    if mime in _ALLOWED:
        return mime
    if mime in _PROGRAMS:
        raise Refused("program")
    raise Refused("archive" if mime in _ARCHIVES else "unknown_type")


def shown_name(name: str, mime: str) -> str:
    """A sender's file name without path, control and bidi characters; ≤ 80 characters, its extension that of the type.

    What Windows forbids in names becomes ``_``, so that a dossier can be unpacked anywhere.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    tidy = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if not (dot and _EXTENSION.fullmatch(extension)):
        stem = tidy
    if extension.lower() not in _ALLOWED[mime]:
        extension = _ALLOWED[mime][0]
    return f"{stem[: 79 - len(extension)].strip('. ') or '文件'}.{extension}"


def _signature(head: bytes) -> str:
    """The type that the first bytes claim; empty when they claim none that is known."""
    if head.startswith(b"#!"):
        return "audio/amr" if head.startswith(b"#!AMR") else "text/x-script"
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    if brand.startswith((b"3gp", b"3g2")):  # filetype looks for these at the wrong place
        return "video/3gpp"
    kind = filetype.guess(head)
    mime = kind.mime if kind else _BRANDS.get(brand, "")
    return _SAME.get(mime, mime)


def _reads_as_text(head: bytes) -> bool:
    return not _CONTROL.search(head) and (_decodes(head, "utf-8") or _decodes(head, "gb18030"))


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        getincrementaldecoder(encoding)().decode(head)  # the head may end within a character
    except UnicodeDecodeError:
        return False
    return True


async def _check_pixels(head: bytearray, rest: AsyncIterator[bytes], mime: str) -> None:
    """Read on until the picture tells its size. Raises ``Refused`` when that is too large, or comes too late.

    A picture that ends before it told its size is broken, which nothing can decode and which may still matter.
    """
    more = True
    while (pixels := _pixels(bytes(head), mime)) is None and more:
        if len(head) >= _MAX_HEAD:
            raise Refused("unreadable_image")
        more = await _fill(head, rest, 2 * len(head))
    if pixels is not None and pixels > MAX_PIXELS:
        raise Refused("too_many_pixels")


def _pixels(head: bytes, mime: str) -> int | None:
    """Width times height by the header; none when it does not say, or not yet."""
    try:
        if mime == "image/webp":
            return _webp_pixels(head)
        with _PICTURES[mime](BytesIO(head)) as picture:
            shown = picture.width * picture.height
        return max(shown, _heic_pixels(head)) if mime == "image/heic" else shown
    except DecompressionBombError:
        return MAX_PIXELS + 1
    except Exception:  # a header that is cut, or made to harm, can raise anything
        return None


def _heic_pixels(head: bytes) -> int:
    """The largest of the images that a HEIC codes (``ispe``, ISO/IEC 23008-12, 6.5.3): what is shown may be a crop."""
    sizes = (struct.unpack(">II", found[1]) for found in _CODED.finditer(head))
    return max((width * height for width, height in sizes), default=0)


def _webp_pixels(head: bytes) -> int:
    """By the WebP container specification (RFC 9649, sections 2.5 to 2.7); raises ``struct.error`` when it is cut."""
    kind = head[12:16]
    if kind == b"VP8X":
        low_w, high_w, low_h, high_h = struct.unpack_from("<HBHB", head, 24)
        return int(((high_w << 16) + low_w + 1) * ((high_h << 16) + low_h + 1))
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return int(((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1))
    width, height = struct.unpack_from("<HH", head, 26)
    return int((width & 0x3FFF) * (height & 0x3FFF))


async def _fill(head: bytearray, rest: AsyncIterator[bytes], size: int) -> bool:
    """Read until the head holds ``size`` bytes; whether there may be more to read."""
    while len(head) < size:
        piece = await anext(rest, None)
        if piece is None:
            return False
        head += piece
    return True


async def _joined(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head
    async for piece in rest:
        yield piece
