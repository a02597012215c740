"""Whose accounts a text names, and on which platform a copy stands."""

from __future__ import annotations

import pytest

from dialogs.understanding import accounts, copies

NAMES = {"kuaishou": "快手", "douyin": "抖音"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("举报快手一个直播间，主播叫夜夜美，天天脱衣服", "夜夜美"),
        ("抖音有个号叫本地大喇叭造谣说水库要塌", "本地大喇叭"),
        ("抖音有个号造谣说水库要塌了，叫本地大喇叭", "本地大喇叭"),
        ("抖音号tandian99造谣我家店", "tandian99"),
        ("快手号 guihua66 天天播", "guihua66"),
    ],
)
def test_the_account_that_a_story_is_about_is_read(text: str, shown: str):
    found = accounts.shown_by(text)
    assert found is not None and found.value == shown


@pytest.mark.parametrize(
    "text", ["主播是女的", "那个账号是假的", "我的抖音号abc123被抄", "我快手号 abcd1发的段子", "他叫我转账"]
)
def test_no_account_is_read_where_none_is_named_or_it_is_the_writers_own(text: str):
    assert accounts.shown_by(text) is None


@pytest.mark.parametrize(
    "text", ["账号 fafa6688", "夜夜美", "直播间号99887766", "在我们小区业主群", "微信里加的，叫小李", "13800138000"]
)
def test_a_name_or_an_id_names_an_account(text: str):
    assert accounts.names_one(text)


@pytest.mark.parametrize(
    "text",
    ["不会弄链接", "先放一放，我去做饭", "昨天下午发的", "报了 警察让我录口供", "12377是干嘛的", "就是那个直播间"],
)
def test_sentences_of_something_else_name_no_account(text: str):
    assert not accounts.names_one(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("我在抖音发的视频被快手上一个号搬走了", "kuaishou"),
        ("我快手号发的段子让抖音一个大号抄了", "douyin"),
        ("抖音发的视频，被人搬到快手去了", "kuaishou"),
        ("抖音快手都有人搬我视频", ""),
        ("快手上有人搬我视频", None),
    ],
)
def test_the_platform_is_where_the_copy_stands(text: str, where: str | None):
    assert copies.stands_on(text, NAMES) == where
