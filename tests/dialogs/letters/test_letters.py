import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.advice import advise
from dialogs.letters import SHORT, chase, write
from dialogs.letters.facts import mentioned
from dialogs.letters.rows import ROWS
from dialogs.letters.tone import lint
from dialogs.letters.writing import kind_of
from dialogs.playbook import load
from dialogs.status import answers, exhibits, happened
from dialogs.values import Answered, Submitted
from tests.dialogs.cases import TODAY, TOLD, a_case, answered, sent

BOOKS = load()
SNAPSHOTS = Path(__file__).parents[2] / "snapshots" / "letters"
PLATFORMS = ("kuaishou", "douyin")
DAY = date.fromisoformat(TODAY)


def letter(case, destination, platform="kuaishou", today=DAY, **form):
    return write(case, destination, BOOKS[platform], today, **form)


def destinations(scenario, platform):
    """Every door that the scenario names, under any answers, and the platform's service and e-mail."""
    named = [row.to for row in BOOKS[platform].scenarios[scenario].advice]
    return list(dict.fromkeys([*named, "service", "email", "hotline"]))


def with_limit(destination, limit):
    book = BOOKS["kuaishou"]
    row = book.destinations[destination].model_copy(update={"limit": limit})
    return book.model_copy(update={"destinations": {**book.destinations, destination: row}})


EVERY = [(platform, scenario) for platform in PLATFORMS for scenario in TOLD]


@pytest.mark.parametrize(("platform", "scenario"), EVERY)
def test_letters_read_as_they_did(platform, scenario):
    parts = []
    for destination in destinations(scenario, platform):
        made = letter(a_case(scenario, platform), destination, platform)
        notes = "\n".join(f"（提示）{note}" for note in made.notes)
        parts.append(f"==== {destination}\n{made.text}\n{notes}\n")
    if scenario in ("account_banned", "malicious_ban", "content_removed"):
        parts.append(
            f"==== appeal, short\n{letter(a_case(scenario, platform), 'appeal', platform, form='short').text}\n"
        )
    path = SNAPSHOTS / platform / f"{scenario}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(parts), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "\n".join(parts)


@pytest.mark.parametrize(("platform", "scenario"), EVERY)
@pytest.mark.parametrize("form", ["long", "short"])
def test_a_letter_holds_nothing_but_the_case_and_checked_sentences(platform, scenario, form):
    case = a_case(scenario, platform, then=SENT)
    for destination in BOOKS[platform].destinations:
        text = letter(case, destination, platform, form=form).text
        assert text.strip()
        assert not BLANK.search(re.sub(r"https?://\S+", "", text)), text
        assert numbers(text) <= numbers(known(case, platform)) | FIXED_NUMBERS, text
        assert set(re.findall(r"《[^》]+》第[一二三四五六七八九十百千零]+条", text)) <= CHECKED_ARTICLES, text
        assert lint(text) == (), text
        limit = BOOKS[platform].destinations[destination].limit
        assert len(text) <= min(limit or 10**6, SHORT if form == "short" else 10**6)


SENT = (sent("service", "2026-11-10 09:00", "KF2026111001", (1, 2)), answered("很抱歉，核实后维持原处理。感谢理解！"))
BLANK = re.compile(r"【|】|_{2,}|＿|[xX×]{2}|None|[{}!！]|\.\.\.|……")
FIXED_NUMBERS = {"12315", "110", "12377"}
CHECKED_ARTICLES = {
    found for law in ROWS.laws for found in re.findall(r"《[^》]+》第[一二三四五六七八九十百千零]+条", law.text)
}


def numbers(text):
    return set(re.findall(r"\d+", text))


def known(case, platform):
    """Everything that the case holds, and its days as they may be written."""
    told = [str(value) for value in answers(case).values()]
    labels = [label for question in BOOKS[platform].questions.values() for label in question.choices.values()]
    days = [DAY, *(event.at.date() for event in case.events), *(s.when.date() for _, s in happened(case, Submitted))]
    iso = [day for value in told for day in re.findall(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", value)]
    spelled = [str(int(part)) for day in [*iso, *(day.isoformat() for day in days)] for part in re.findall(r"\d+", day)]
    tickets = [str(s.ticket) for _, s in happened(case, Submitted)]
    exhibit_numbers = [str(exhibit.number) for exhibit in exhibits(case)]
    return " ".join([*told, *labels, *spelled, *tickets, *exhibit_numbers, BOOKS[platform].name])


@pytest.mark.parametrize("limit", [60, 120, 200, 300, 500])
@pytest.mark.parametrize("scenario", TOLD)
def test_a_field_that_is_too_small_loses_whole_sentences_and_says_which(scenario, limit):
    case = a_case(scenario)
    whole = letter(case, "service")
    small = write(case, "service", with_limit("service", limit), DAY)
    assert len(small.text) <= limit
    for sentence in re.split(r"(?<=。)|\n", small.text):
        assert sentence in whole.text
    for sentence in small.dropped:
        assert sentence in whole.text
        assert sentence not in small.text
    if small.dropped:
        assert f"有{len(small.dropped)}句没放进去" in small.notes[-1]


def test_what_matters_most_is_kept_longest():
    small = write(a_case("goods_quality"), "service", with_limit("service", 90), DAY)
    assert "退货退款" in small.text
    assert "依据" not in small.text


def test_a_skipped_answer_makes_no_sentence():
    text = letter(a_case("account_banned", notice_reason=None, why_wrong=None), "appeal").text
    assert "理由是" not in text


def test_an_answer_that_is_no_longer_asked_for_is_not_seen():
    text = letter(a_case("account_banned", order_number="2534567890123999"), "email").text
    assert "2534567890123999" not in text


def test_words_that_count_from_a_day_say_which_day():
    text = letter(a_case("account_banned"), "appeal").text
    assert "昨天被封了" in text
    assert "（以上为2026年11月19日所述）" in text


def test_own_words_that_were_left_out_are_told_with_the_reason():
    made = letter(a_case("after_sales", story="不退我就曝光你们。退货十天了。"), "email")
    assert "曝光" not in made.text
    assert "退货十天了。" in made.text
    assert any("曝光" in note for note in made.notes)


def test_an_email_has_a_subject():
    assert letter(a_case("account_banned"), "email").text.startswith("主题：快手：")


def test_exhibits_are_named_by_number_kind_and_day_and_never_by_file_name():
    text = letter(a_case("goods_quality", files=("image", "image", "image", "video")), "after_sales").text
    assert "证据1至证据3（图片，2026年11月19日留存）、证据4（视频，2026年11月19日留存）" in text
    assert "IMG" not in text
    assert mentioned(text) == (1, 2, 3, 4)


def test_no_exhibit_no_word_about_exhibits():
    assert "证据" not in letter(a_case("goods_quality", files=()), "after_sales").text


def test_seven_days_without_a_reason_are_named_up_to_the_seventh_day_after_receipt():
    case = a_case("goods_quality", received_date="2026-09-25")
    assert "第二十五条" in letter(case, "after_sales", today=date(2026, 10, 2)).text
    assert "第二十五条" not in letter(case, "after_sales", today=date(2026, 10, 3)).text


def test_seven_days_without_a_reason_are_not_named_where_repair_is_wanted():
    case = a_case("goods_quality", received_date="2026-11-19", demand="维修")
    assert "第二十五条" not in letter(case, "after_sales").text


def test_one_story_gives_a_complaint_and_a_report_apart():
    case = a_case("false_advertising", story="收到一看不是羊毛。我要求全额退款。")
    complaint, report = letter(case, "12315_complaint").text, letter(case, "12315_report").text
    assert "退款。" in complaint
    assert "2534567890123457" in complaint
    assert "请求：" not in report
    assert "全额退款" not in report
    assert "2534567890123457" not in report
    assert "纯羊毛" in report
    for text in (complaint, report):
        assert text.endswith("姓名、电话、通讯地址在12315页面填写。")


def test_a_further_letter_quotes_the_refusal_and_lists_what_is_new():
    then = (sent("appeal", "2026-11-19 21:00", "SS9", (1, 2)), answered("经核实，维持原处理"))
    text = letter(a_case("account_banned", then=then), "appeal").text
    assert "我于2026年11月19日通过" in text
    assert "编号SS9" in text
    assert "收到的答复是：“经核实，维持原处理”" in text
    assert "本次补充：证据3。" in text


@pytest.mark.parametrize(
    ("words", "outcome", "said"),
    [
        ("商家说人为损坏，平台支持商家", "refused", "收到的答复大意是：商家说人为损坏，平台支持商家。"),
        ("叫我自己联系商家", "refused", "收到的答复大意是：叫我自己联系商家。"),
        ("您的账号存在违规行为，我们维持原处罚", "refused", "收到的答复是：“您的账号存在违规行为，我们维持原处罚”。"),
        ("", "refused", "已收到答复，问题没有解决。"),
        ("", "material", "对方要求补充材料。"),
        ("不属于我局管辖", "declined", "未予受理，收到的答复是：“不属于我局管辖”。"),
        ("", "declined", "未予受理。"),
    ],
)
def test_what_they_answered_is_quoted_only_in_their_own_words(words, outcome, said):
    then = (sent("12315_complaint", "2026-11-19 21:00"), answered(words, outcome))
    assert f"提交，{said}" in letter(a_case("after_sales", then=then), "email").text


def test_what_was_accepted_is_no_silence():
    then = (
        sent("12315_complaint", "2026-11-10 09:00"),
        Answered("已受理", "accepted", date(2026, 11, 14)),
        answered("在办", "waiting"),
    )
    text = letter(a_case("after_sales", then=then), "court").text
    assert "对方已于2026年11月14日受理，截至2026年11月20日尚无结果。" in text


def test_nothing_is_called_new_at_a_door_that_was_not_gone_to_before():
    then = (sent("appeal", "2026-11-19 21:00", "SS9", (1, 2)),)
    assert "本次补充" not in letter(a_case("account_banned", then=then), "email").text


def test_a_name_that_somebody_wrote_is_made_ready_too():
    text = letter(a_case("seller_dispute", shop_name="黑店【暖冬】！！"), "12315_complaint").text
    assert "被投诉的店铺：该店铺「暖冬」。" in text


def test_an_acknowledgement_is_no_answer():
    then = (sent("service", "2026-11-10 09:00"), answered("已收到，正在处理", "waiting"))
    assert "截至2026年11月20日未收到实质答复" in letter(a_case("after_sales", then=then), "email").text


def test_a_report_says_which_reason_to_pick():
    made = letter(a_case("fraud"), "report")
    assert any(BOOKS["kuaishou"].scenarios["fraud"].report_as in note for note in made.notes)


def test_only_who_has_the_rights_declares_that_nothing_was_infringed():
    assert "我声明不存在侵权行为" in letter(a_case("content_removed"), "counter_notice").text
    assert "我声明不存在侵权行为" not in letter(a_case("content_removed", rights="partly"), "counter_notice").text


def test_a_bank_is_told_what_left_and_when():
    text = letter(a_case("fraud"), "bank").text
    assert "2026年11月19日21时40分" in text
    assert "冻结" in text


def test_a_platform_we_have_no_file_for_is_called_by_the_name_that_was_told():
    case = a_case("after_sales", "other", platform_name="小果集市")
    assert "小果集市" in letter(case, "service", "other").text


@pytest.mark.parametrize("days", [1, 4, 11, 30])
def test_a_chase_counts_the_calendars_days(days):
    case = a_case("after_sales", then=(sent("service", "2026-11-09 23:50", "123"),))
    text = chase(case, BOOKS["kuaishou"], date(2026, 11, 9) + timedelta(days=days))
    assert text == f"我于11月9日提交（编号123），至今第{days}天未收到实质答复，请告知进度和预计时间。"


def test_a_chase_without_a_number_names_the_matter_and_by_what_it_is_found():
    case = a_case("after_sales", then=(sent("service", "2025-12-30 10:00"),))
    text = chase(case, BOOKS["kuaishou"], date(2026, 1, 6))
    assert text.startswith("我于2025年12月30日提交，至今第7天未收到实质答复")
    assert text.endswith("事项：售后没有解决，订单号2534567890123458。")
    shop = chase(a_case("seller_dispute", then=(sent("service", "2026-11-10 10:00"),)), BOOKS["kuaishou"], DAY)
    assert shop.endswith("订单号2534567890123459，店铺暖冬服饰店。")
    banned = chase(a_case("account_banned", then=(sent("appeal", "2026-11-10 10:00"),)), BOOKS["kuaishou"], DAY)
    assert banned.endswith("账号zhongdi_laoli。")


def test_12315_is_asked_first_whether_it_takes_the_dispute():
    then = (sent("12315_complaint", "2026-11-01 10:00", "9"),)
    assert chase(a_case("after_sales", then=then), BOOKS["kuaishou"], DAY).endswith("请告知是否受理。")
    taken = (*then, Answered("已受理", "accepted", date(2026, 11, 5)))
    assert "请告知进度" in chase(a_case("after_sales", then=taken), BOOKS["kuaishou"], DAY)


def test_a_chase_on_the_same_day_counts_no_days():
    case = a_case("after_sales", then=(sent("service", "2026-11-20 08:00", "1"),))
    assert (
        chase(case, BOOKS["kuaishou"], DAY) == "我于11月20日提交（编号1），目前未收到实质答复，请告知进度和预计时间。"
    )


def test_nothing_submitted_cannot_be_chased():
    with pytest.raises(ValueError, match="nothing was submitted"):
        chase(a_case("after_sales"), BOOKS["kuaishou"], DAY)


@pytest.mark.parametrize("platform", [*PLATFORMS, "generic"])
def test_every_letter_that_a_destination_asks_for_is_there(platform):
    book = BOOKS[platform]
    for key, row in book.destinations.items():
        assert not row.letter or kind_of(key, book) in (key, row.letter)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_rows_of_letters_name_only_what_the_playbooks_hold(platform):
    book = BOOKS[platform]
    for kind in ROWS.kinds.values():
        assert {key for line in kind.lines for key in line.without} <= set(book.questions)
        assert set(kind.leave_out) | set(kind.only) <= set(book.questions)
        for line in kind.lines:
            assert set(line.when) <= set(book.questions)
            assert set(re.findall(r"\{(\w+)\}", line.say)) <= {"platform", "matter", "alarm", "today", *book.questions}
    for law in ROWS.laws:
        assert set(law.kinds) <= set(ROWS.kinds)
        assert set(law.scenarios) <= set(book.scenarios)
        for question, choices in law.when.items():
            assert set(choices) <= set(book.questions[question].choices)
    for note in (note for kind in ROWS.kinds.values() for note in kind.notes if not isinstance(note, str)):
        assert set(note.scenarios) <= set(book.scenarios) and set(note.without) <= set(book.questions)
    for own in ROWS.own.values():
        assert all(set(said) <= set(book.questions[key].choices) for key, said in own.items())
    assert set(ROWS.about) == set(book.scenarios) and set(ROWS.holds) <= set(book.questions)
    for instead in (row for about in ROWS.about.values() for row in about.instead):
        assert all(set(choices) <= set(book.questions[key].choices) for key, choices in instead.when.items())
    writers = set(book.questions["guardian"].choices)
    assert {*ROWS.who, *ROWS.on_the_phone, *ROWS.teller, *ROWS.own} <= {*writers, "for_a_child"}
    for wish in ROWS.wishes:
        assert set(wish.scenarios) <= set(book.scenarios) and (not wish.answered or wish.answered in book.questions)
    assert all(row.choice in book.questions[row.question].choices for row in ROWS.narrower)


def test_the_first_door_advised_for_each_scenario_has_a_text_or_needs_none():
    for scenario, told in TOLD.items():
        first = advise(told, scenario, BOOKS["kuaishou"])[0]
        assert letter(a_case(scenario), first.destination).text


FRAGMENTS = (
    *(
        "我",
        "平台",
        "商家",
        "他说",
        "昨天",
        "肯定是",
        "绝对没有",
        "估计是",
        "骗子",
        "不赔就",
        "曝光你们",
        "依法",
        "三倍赔偿",
    ),
    *(
        "恶意举报",
        "垃圾平台",
        "凭什么",
        "怎么办",
        "《消费者权益保护法》第二十五条",
        "https://v.example.com/a__b?c=1",
        "129.50元",
    ),
    *(
        "。",
        "，",
        "；",
        "？",
        "!",
        "！！",
        "“",
        "”",
        "《",
        "》",
        "【",
        "】",
        "___",
        "XX",
        "{}",
        "{platform}",
        "\n",
        " ",
        "\ue000",
        "😭",
        "……",
    ),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    st.sampled_from(["appeal", "email", "12315_report", "phone"]),
)
def test_whatever_a_person_writes_the_letter_stays_sober_and_has_no_blanks(words, destination):
    case = a_case("account_banned", story=words or None, why_wrong=words or None, notice_reason=words or None)
    text = re.sub(r"https?://[\x21-\x7e]+", "", letter(case, destination).text)
    assert lint(text) == ()
    assert not re.search(r"【|】|_{2,}|[!！\ue000😭]|……", text)
