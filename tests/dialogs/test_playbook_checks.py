import pytest

from tests.dialogs.playbook_folder import add, copied, problems

SOURCED = 'basis = "press"\nsource = "某报一版"\nchecked = 2026-11-20\n'
MISTAKES = {
    "an unknown key": ("colour = 1", "colour: Extra inputs are not permitted"),
    "an unknown key deep down": ('[questions.amount]\nask_for = "x"', "questions.amount.ask_for: Extra"),
    "an unknown question": (
        '[scenarios.fraud]\nask = ["total", "amount", "moon"]',
        "scenarios.fraud.ask: no question 'moon'",
    ),
    "a question asked twice": (
        '[scenarios.fraud]\nask = ["total", "total", "amount"]',
        "scenarios.fraud.ask: asks the same",
    ),
    "a later question not asked": ('[scenarios.fraud]\nlater = ["work"]', "scenarios.fraud.later: 'work' is not asked"),
    "too many before the text": ("[scenarios.goods_quality]\nlater = []", "scenarios.goods_quality.later: more than 5"),
    "too many questions": (
        '[scenarios.copyright]\nask = ["truth", "work", "link", "payee", "demand", "problem", "loss", "impact"]',
        "scenarios.copyright.ask: 8 questions, more than 7",
    ),
    "an unknown group": ('[scenarios.fraud]\ngroups = ["cheated", "sea"]', "scenarios.fraud.groups.sea: no such group"),
    "an empty group": ('[groups]\nsea = "海"', "groups.sea: has 0 scenarios"),
    "a full group": (
        '[scenarios.fraud]\ngroups = ["shopping", "cheated"]',
        "generic.toml: groups.shopping: has 5 scenarios",
    ),
    "an unknown destination": (
        '[scenarios.fraud]\nadvice = [{to = "moon", why = "x"}, {to = "report", why = "y"}]',
        "scenarios.fraud.advice.0.to: no destination 'moon'",
    ),
    "a single destination": (
        '[scenarios.fraud]\nadvice = [{to = "report", why = "x"}, {to = "report", why = "y"}]',
        "scenarios.fraud.advice: fewer than two",
    ),
    "an unknown condition": (
        '[scenarios.fraud]\nurgent_when = {moon = ["full"]}',
        "scenarios.fraud.urgent_when.moon: no such question",
    ),
    "a condition not asked": (
        '[scenarios.fraud]\nurgent_when = {rights = ["own"]}',
        "scenarios.fraud.urgent_when.rights: the scenario does not ask this",
    ),
    "an unknown choice in a condition": (
        '[scenarios.harassment]\nurgent_when = {danger = ["maybe"]}',
        "scenarios.harassment.urgent_when.danger: no choice 'maybe'",
    ),
    "24 hours without their evidence": (
        "[scenarios.copyright]\nhours24 = true",
        "scenarios.copyright.hours24_evidence:",
    ),
    "a better scenario at no time": (
        '[scenarios.fraud]\nrather = [{to = "shopping", why = "x"}]',
        "scenarios.fraud.rather.0.when: Field required",
    ),
    "other advice at no time": (
        '[[scenarios.fraud.instead]]\nnever = ["x"]',
        "scenarios.fraud.instead.0.when: Field required",
    ),
    "too many questions for one answer": (
        '[scenarios.fraud]\nask = ["money_sent", "money_sent_at", "payee", "total", "work", "link", "loss", "impact"]',
        "scenarios.fraud.ask: 8 questions, more than 7",
    ),
    "an unknown exception": (
        '[questions.loss]\nunless = {moon = ["full"]}',
        "questions.loss.unless.moon: no such question",
    ),
    "an unknown exception of a wording": (
        '[scenarios.fraud.wording.total]\nunless = {money_sent = ["maybe"]}',
        "scenarios.fraud.wording.total.unless.money_sent: no choice 'maybe'",
    ),
    "an unknown thing to keep": ('[scenarios.fraud]\nkeep = ["moon"]', "scenarios.fraud.keep: no question 'moon'"),
    "a bad pattern of a fact": (
        f'[facts.moon]\ntext = "x"\nwords = "(["\n{SOURCED}',
        "facts.moon.words: no regular expression",
    ),
    "an unknown better scenario": (
        '[scenarios.fraud]\nrather = [{to = "moon", why = "x", when = {money_sent = ["no"]}}]',
        "scenarios.fraud.rather.0.to: no scenario or group 'moon'",
    ),
    "an unknown exception of another scenario": (
        '[[scenarios.fraud.rather]]\nto = "shopping"\nwhy = "x"\nwhen = {money_sent = ["no"]}\nunless = {moon = []}',
        "scenarios.fraud.rather.0.unless.moon: no such question",
    ),
    "a wording of what is not asked": (
        '[scenarios.fraud.wording.work]\nask = "x"',
        "scenarios.fraud.wording.work: is not",
    ),
    "a wording without its choice": (
        '[scenarios.fraud.wording.how_paid]\nonly = ["moon"]',
        "scenarios.fraud.wording.how_paid.only: no choice 'moon'",
    ),
    "a wording that drops the answer": (
        '[scenarios.fraud.wording.payee]\nletter = "有收款方。"',
        "scenarios.fraud.wording.payee.letter: needs {} once",
    ),
    "a letter that drops the answer": (
        '[questions.amount]\nletter = "有金额。"',
        "questions.amount.letter: needs {} once",
    ),
    "a letter of no choice": (
        '[questions.danger.letters]\nmoon = "x"',
        "questions.danger.letters.moon: no such choice",
    ),
    "an answer at once to no choice": (
        '[questions.danger.heard]\nmoon = "x"',
        "questions.danger.heard.moon: no such choice",
    ),
    "a wish with choices": ("[questions.danger]\nwish = true", "questions.danger.wish: only a text can be so"),
    "an unknown reason to take no pictures": (
        '[scenarios.fraud]\nno_pictures_when = {minor_kind = ["moon"]}',
        "scenarios.fraud.no_pictures_when.minor_kind: no choice 'moon'",
    ),
    "choices of a text": ('[questions.payee.choices]\nyes = "是"', "questions.payee.choices: a text has no choices"),
    "picks of a date": ('[questions.pay_date]\npicks = ["今天"]', "questions.pay_date.picks: only a text"),
    "a long label": (
        '[questions.danger.choices]\nyes = "现在就有非常大的人身危险"\nno = "这一个标签实在是太长了按钮放不下"',
        "questions.danger.choices.no: String should have at most 12",
    ),
    "a bad pattern": ("order_number = '(['", "order_number: no regular expression"),
    "an unknown letter": ('[destinations.report]\nletter = "poem"', "destinations.report.letter: Input should be"),
    "an unknown door beside": (
        '[destinations.12345]\neither = ["moon"]',
        "destinations.12345.either: no destination 'moon'",
    ),
    "a contact of no door": (
        f'[[contacts]]\nto = "moon"\nkind = "phone"\nvalue = "95000"\npurpose = "x"\n{SOURCED}',
        "contacts.0.to: no destination 'moon'",
    ),
    "a contact without a source": (
        '[[contacts]]\nto = "hotline"\nkind = "phone"\nvalue = "95000"\npurpose = "x"\nbasis = "press"',
        "contacts.0.source: Field required",
    ),
    "a trap as a contact": (
        f'[[contacts]]\nto = "hotline"\nkind = "phone"\nvalue = "400 888 7777"\npurpose = "x"\n{SOURCED}',
        "contacts.0.value: trap contact '400-888-7777'",
    ),
    "a trap in passing": ('[destinations.hotline]\ngate = "打4006268888。"', "destinations.hotline.gate: trap contact"),
    "another platform's name": ('aliases = ["抖音商城"]', "douyin.toml: aliases: '抖音商城' is also a name of broken"),
}


@pytest.fixture
def folder(tmp_path):
    return copied(tmp_path)


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_file_and_key(folder, text, message):
    add(folder, "broken", text)
    found = problems(folder)
    expected = message if ".toml" in message else f"broken.toml: {message}"
    assert any(line.startswith(expected) for line in found), found


def test_the_key_is_the_name_of_the_file(folder):
    add(folder, "here", "")
    (folder / "here.toml").rename(folder / "there.toml")
    assert problems(folder) == ["there.toml: key: is 'here', not the file's name 'there'"]


def test_a_mistake_in_the_base_is_reported_once_and_where_it_is(folder):
    path = folder / "generic.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('groups = ["child"]', 'groups = ["sea", "child"]'))
    assert problems(folder) == ["generic.toml: scenarios.minor_protection.groups.sea: no such group"]


def test_mistakes_of_several_files_are_listed_together(folder):
    add(folder, "one", '[scenarios.fraud]\nlater = ["work"]\nshort = ""')
    add(folder, "two", "colour = 1\norder_number = '(['")
    (folder / "calendar.toml").write_text('[next]\nsource = "x"\n[2027]\nsource = "x"\n', encoding="utf-8")
    found = problems(folder)
    assert any(line.startswith("one.toml: scenarios.fraud.short: ") for line in found)
    assert any(line.startswith("two.toml: colour: ") for line in found)
    assert any(line.startswith("calendar.toml 2027: checked: ") for line in found)
    assert "calendar.toml: next: not a year" in found


def test_a_file_that_cannot_be_read_is_named_without_noise(folder):
    (folder / "generic.toml").write_text("key = ", encoding="utf-8")
    (found,) = problems(folder)
    assert found.startswith("generic.toml: Invalid value")


def test_a_base_file_that_is_missing_is_named(folder):
    (folder / "authorities.toml").unlink()
    assert problems(folder) == ["authorities.toml: is missing"]
