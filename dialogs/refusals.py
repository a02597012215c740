"""What a person reads when a file is not kept: why, and what to do instead. It does not know how a file is judged."""

from __future__ import annotations

REFUSALS: dict[str, str] = {
    "unknown_type": "这个文件我认不出是什么格式，没有收。请发截图、照片、录屏、录音或 PDF。",
    "program": "这个文件类型我不敢收（可能是程序或网页）。请发截图、照片、录屏或 PDF。",
    "archive": "压缩包我不打开，所以没有收。请把里面的图片、录屏或文件解压出来，一个一个发给我。",
    "empty": "这个文件是空的，没有内容。请打开原文件确认一下，再发一次。",
    "too_large": "这个文件太大，我收不下。录屏请剪成几段，或只截下关键的画面发来；完整的原文件请自己留好。",
    "too_large_telegram": "文件超过 20 MB，Telegram 不让我下载。请剪成几段，或只截下关键的画面发来；原文件请自己留好。",
    "too_many_pixels": "这张图片超过 1 亿像素，太大了，没有收。请截一张图，或把尺寸改小再发；原图请自己留好。",
    "unreadable_image": "这张图片的尺寸我读不出来，没有收。请打开它截一张图，或存成 JPG、PNG 再发；原图请自己留好。",
    "lost": "这个文件我试了很多次都没取到，请再发一次。",
}
"""By reason: the ``reason`` of ``bot.channels.Refused`` and the ``refused`` of a ``SentFile``."""
