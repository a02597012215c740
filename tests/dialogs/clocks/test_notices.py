"""What is read as a deadline, what is left alone, and what is made of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.clocks import BEIJING, ends_at, is_length, notice_deadline, only_once, read_deadline

RECEIVED = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)


def beijing(*parts):
    return datetime(*parts, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "text",
    [
        "72小时内",
        "请在收到通知后72小时内提交申诉",
        "72小时",
        "７２ 小时之内",
        "七十二小时内申诉",
        "72h内",
        "72个小时以内",
        "申诉有效期：72小时",
        "您的账号因违规被封禁7天，如有异议请于72小时内申诉，我们将在3个工作日内处理。",
        "申诉期限为72小时,逾期不再受理",
        "请通过平台在72小时内申诉",
        "请于72小时内向平台反馈",
        "会员可在72小时内申诉",
    ],
)
def test_hours_run_to_the_minute(text):
    clock = read_deadline(text, RECEIVED)
    assert clock.earliest_at == clock.latest_at == beijing(2026, 11, 23, 9, 0)
    assert (clock.rule, clock.binds) == ("notice", "person")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("3天内", date(2026, 11, 22), date(2026, 11, 23)),
        ("三天内可申诉", date(2026, 11, 22), date(2026, 11, 23)),
        ("7日内申诉", date(2026, 11, 26), date(2026, 11, 27)),
        ("十五日内", date(2026, 12, 4), date(2026, 12, 5)),
        ("7个自然日内", date(2026, 11, 26), date(2026, 11, 27)),
        ("两周内", date(2026, 12, 3), date(2026, 12, 4)),
        ("一个月内提出申诉", date(2026, 12, 19), date(2026, 12, 20)),
        ("3个工作日内申诉", date(2026, 11, 24), date(2026, 11, 25)),
        ("自收到通知之日起3天", date(2026, 11, 22), date(2026, 11, 23)),
        ("3-5天内", date(2026, 11, 22), date(2026, 11, 25)),
        ("1天内", date(2026, 11, 20), date(2026, 11, 21)),
    ],
)
def test_whole_days_are_read_at_their_earliest_and_latest(text, earliest, latest):
    clock = read_deadline(text, RECEIVED)
    assert (clock.earliest, clock.latest, clock.earliest_at) == (earliest, latest, None)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-25 23:59",
        "2026/11/25 23:59前",
        "申诉截止时间：2026-11-25 23:59:59",
        "请于2026年11月25日23:59前申诉",
        "11月25日（周三）23点59分前",
        "11月25日24时前",
        "11月25日24:00截止",
        "二〇二六年十一月二十五日二十四时前",
        "申诉时间：2026-11-20 10:00 至 2026-11-25 23:59",
        "11月25日晚11点59分前",
    ],
)
def test_an_instant_is_copied(text):
    clock = read_deadline(text, RECEIVED)
    assert clock.earliest_at == clock.latest_at == beijing(2026, 11, 25, 23, 59)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("11月25日下午6点前", 18, 0),
        ("11月25日下午18:00前", 18, 0),
        ("11月25日晚上20点前", 20, 0),
        ("11月25日下午12点前", 12, 0),
        ("11月25日晚12点前", 23, 59),
        ("11月25日上午9点三十分前", 9, 30),
    ],
)
def test_halves_of_the_day_are_heard(text, hour, minute):
    assert read_deadline(text, RECEIVED).latest_at == beijing(2026, 11, 25, hour, minute)


@pytest.mark.parametrize("text", ["11月25日前", "十一月二十五号之前提交", "2026.11.25前"])
def test_before_a_day_is_read_without_that_day_first(text):
    clock = read_deadline(text, RECEIVED)
    assert (clock.earliest, clock.latest) == (date(2026, 11, 24), date(2026, 11, 25))


@pytest.mark.parametrize("text", ["11月25日", "截至11月25日", "最晚11月25号", "申诉有效期至2026-11-25", "11月25日截止"])
def test_a_last_day_counts(text):
    clock = read_deadline(text, RECEIVED)
    assert (clock.earliest, clock.latest) == (date(2026, 11, 25), date(2026, 11, 25))


def test_a_day_without_a_year_is_the_nearest_one():
    december = beijing(2026, 12, 28, 9, 0)
    assert read_deadline("截至1月5日", december).latest == date(2027, 1, 5)
    assert read_deadline("截至11月18日", RECEIVED).latest == date(2026, 11, 18)
    assert read_deadline("截至2月29日", beijing(2027, 12, 28, 9, 0)).latest == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没写",
        "您的账号已被永久封禁",
        "封禁7天",
        "禁言3天内无法发布评论",
        "处罚期限：7天",
        "处罚时间2026-11-20 10:00，封禁至2026-12-01",
        "因近30天内多次违规，账号被限制",
        "过去三十天内",
        "我们将在24小时内处理您的申诉",
        "平台会在3个工作日内，给您答复",
        "审核时间：3个工作日",
        "请耐心等待平台3个工作日内处理",
        "申诉提交后客服24小时内回复",
        "作品发布于2026-11-18 10:00",
        "0天内",
        "2月30日前",
        "11月25日25点前",
        "11月25日10:75前",
        "3000-01-01前",
        "百百天内",
        "11月25日百百点前",
        "还剩百百天",
        "订单号202611251234567",
    ],
)
def test_what_is_no_deadline_of_the_person_is_left_alone(text):
    assert read_deadline(text, RECEIVED) is None


LENGTHS = (
    "封30天", "只写了封30天", "封到12月20号", "被封7天", "禁言7天", "禁播到12月1号", "封7天可以申诉", "限流15天",
    "停播3天", "小黑屋7天", "说永久封禁",
)  # fmt: skip


@pytest.mark.parametrize("text", LENGTHS)
def test_how_long_a_penalty_lasts_is_no_deadline_of_the_appeal(text):
    assert read_deadline(text, RECEIVED, seen=RECEIVED, asked=True) is None


@pytest.mark.parametrize("text", [it for it in LENGTHS if "申诉" not in it])
def test_the_length_of_a_penalty_is_known_for_what_it_is(text):
    assert is_length(text)


def test_a_deadline_is_no_length_and_stands_beside_one():
    assert not any(map(is_length, ("72小时内", "11月25日前", "可申诉一次", "7天", "密封")))
    assert read_deadline("封7天，3天内可以申诉", RECEIVED, asked=True).latest == date(2026, 11, 23)


def test_of_several_the_persons_earliest_counts():
    assert read_deadline("48小时内补充材料，7天内申诉", RECEIVED).latest_at == RECEIVED + timedelta(hours=48)


def test_what_they_promise_is_read_for_them_at_its_latest():
    clock = read_deadline("我们会在24小时内受理，3-5个工作日内答复", RECEIVED, binds="them")
    assert (clock.rule, clock.binds) == ("page", "them")
    assert (clock.earliest, clock.latest) == (date(2026, 11, 25), date(2026, 11, 27))
    assert clock.why == "对方写“3-5个工作日内”，从第二天（11月21日）起数，以对方告知为准。"
    hours = read_deadline("专员48小时内联系您", RECEIVED, binds="them")
    assert hours.latest_at == RECEIVED + timedelta(hours=48)
    assert read_deadline("请您在48小时内补充材料", RECEIVED, binds="them") is None


def test_working_days_over_new_year_are_labelled():
    clock = read_deadline("3-5个工作日内答复", beijing(2026, 12, 28, 9, 0), binds="them")
    assert (clock.earliest, clock.earliest_estimated) == (date(2026, 12, 31), False)
    assert (clock.latest, clock.estimated) == (date(2027, 1, 5), True)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("还剩2天3小时", timedelta(days=2, hours=3)),
        ("剩余：23小时59分钟", timedelta(hours=23, minutes=59)),
        ("商家处理中，还剩两天", timedelta(days=2)),
        ("还剩1天12时30分", timedelta(days=1, hours=12, minutes=30)),
    ],
)
def test_a_countdown_runs_from_when_it_was_seen(text, left):
    seen = beijing(2026, 11, 21, 20, 0)
    assert read_deadline(text, RECEIVED, seen=seen).latest_at == seen + left
    assert read_deadline(text, RECEIVED) is None


def test_the_reading_is_explained_in_the_words_that_were_read():
    assert read_deadline("请于72小时内申诉", RECEIVED).why == (
        "通知写“72小时内”，从11月20日（周五）09:00起连续数，夜里和周末也算。"
    )
    assert read_deadline("3天内", RECEIVED).why == (
        "通知写“3天内”，从第二天（11月21日）起数，到11月23日（周一）；也可能读作到11月22日（周日），先按早的准备。"
    )
    assert read_deadline("11月25日前", RECEIVED).why == (
        "通知写“11月25日前”，到11月25日（周三）；也可能读作到11月24日（周二），先按早的准备。"
    )


def test_a_notice_can_be_given_in_hours_days_or_a_date():
    assert notice_deadline(RECEIVED, hours=72) == read_deadline("72小时内", RECEIVED)
    assert notice_deadline(RECEIVED, days=3) == read_deadline("3天内", RECEIVED)
    assert notice_deadline(RECEIVED, until=date(2026, 11, 25)).latest == date(2026, 11, 25)
    end = datetime(2026, 11, 25, 15, 59, tzinfo=UTC)
    assert notice_deadline(RECEIVED, until=end).latest_at == end


@pytest.mark.parametrize("given_", [{}, {"hours": 3, "days": 1}, {"days": 1, "until": date(2026, 11, 25)}])
def test_a_notice_states_exactly_one(given_):
    with pytest.raises(ValueError, match="one of"):
        notice_deadline(RECEIVED, **given_)


ALPHABET = "0123456789一二十百两天日月年个小时工作内前至到-:/. ，。申诉将会封禁还剩分周期限："


@given(st.text(st.sampled_from(ALPHABET)) | st.text(), st.sampled_from(["person", "them"]))
def test_no_text_is_too_strange_to_read(text, binds):
    clock = read_deadline(text, RECEIVED, binds=binds, seen=RECEIVED)
    if clock is not None:
        assert clock.earliest <= clock.latest
        assert ends_at(clock).year < 2120


@pytest.mark.parametrize("piece", ["1", "一", "3-", "11月25日", "1天", "还剩", "将", "期限", " ", "2026-"])
def test_a_long_text_is_read_in_a_moment(piece):
    start = datetime.now(UTC)
    read_deadline(piece * 20000, RECEIVED, seen=RECEIVED)
    assert datetime.now(UTC) - start < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("限5个自然日，逾期视为放弃", date(2026, 11, 25)),
        ("从通知发出起7天", date(2026, 11, 27)),
        ("写的十天", date(2026, 11, 30)),
        ("只能申诉一次 3天", date(2026, 11, 23)),
        ("3日", date(2026, 11, 23)),
        ("限三日", date(2026, 11, 23)),
        ("有3天时间", date(2026, 11, 23)),
        ("禁言30天 申诉3天", date(2026, 11, 23)),
    ],
)
def test_a_period_copied_without_its_sentence_counts_where_it_was_asked_for(text, latest):
    assert read_deadline(text, RECEIVED, asked=True).latest == latest


@pytest.mark.parametrize(
    "text", ["封禁7天 可申诉", "封号30天", "15天后自动解封", "超过3天了", "3天前收到的", "截止到15日", "永久"]
)
def test_a_penalty_a_past_and_a_day_of_the_month_are_no_period_even_where_one_was_asked_for(text):
    assert read_deadline(text, RECEIVED, asked=True) is None


def test_the_other_side_may_mean_a_day_of_the_month():
    assert read_deadline("15日答复", RECEIVED, binds="them", asked=True) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("申诉截止：11/25 23:59", beijing(2026, 11, 25, 23, 59)),
        ("申诉截止 11/25", date(2026, 11, 25)),
        ("11.25前", date(2026, 11, 25)),
        ("今晚12点前", beijing(2026, 11, 21, 23, 59)),
        ("截止到后天下午6点", beijing(2026, 11, 23, 18, 0)),
        ("明天之前", date(2026, 11, 22)),
        ("今晚之前", date(2026, 11, 21)),
        ("最晚大后天", date(2026, 11, 24)),
        ("本月底之前", date(2026, 11, 30)),
    ],
)
def test_days_may_be_named_short_and_from_when_they_were_told(text, end):
    clock = read_deadline(text, RECEIVED, seen=RECEIVED + timedelta(days=1))
    assert (clock.latest_at or clock.latest) == end
    assert ends_at(clock) > RECEIVED + timedelta(days=1)


@pytest.mark.parametrize("text", ["最晚1.5小时", "还有3/4没看", "今天收到的", "月底才看到"])
def test_what_only_looks_like_such_a_day_is_left_alone(text):
    assert read_deadline(text, RECEIVED, seen=RECEIVED) is None


@pytest.mark.parametrize("text", ["只能申诉一次 3天", "可申诉次数：1", "申诉次数1次", "仅有一次申诉机会", "限申诉１次"])
def test_a_single_try_is_known(text):
    assert only_once(text)


@pytest.mark.parametrize("text", ["最多申诉3次", "可申诉次数：10", "我申诉了一次", "3天内"])
def test_more_tries_are_not_taken_for_one(text):
    assert not only_once(text)
