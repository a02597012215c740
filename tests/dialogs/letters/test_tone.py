import pytest

from dialogs.letters.tone import lint, neutral
from dialogs.letters.words import cleaned, ends_in_link, is_relative


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ("平台肯定是系统误判。", "平台应该是系统误判。"),
        ("我绝对没有违规。", "我没有违规。"),
        ("估计是同行干的。", "可能是同行干的。"),
        ("同行恶意举报我。", "同行疑似恶意举报我。"),
        ("这个骗子不回我。", "对方不回我。"),
        ("这帮骗子！转了三笔。", "转了三笔。"),
        ("我在黑店买的。", "我在该店铺买的。"),
        ("奸商不退钱。", "商家不退钱。"),
        ("这帮狗日的把我号封了，我没违规。", "对方把我号封了，我没违规。"),
        ("这帮狗日的。我的号被封了。", "我的号被封了。"),
        ("你们这群王八蛋，凭什么封我号。退款没到。", "退款没到。"),
        ("那个傻逼审核员封的。", "那个审核员封的。"),
        ("狗日的客服不理我。", "客服不理我。"),
        ("请依法退款。", "请退款。"),
        ("垃圾平台。我的号被封了。", "我的号被封了。"),
        ("不赔就曝光你们。锅漏水。", "锅漏水。"),
        ("你们故意打压我。", ""),
        ("必须退一赔三。", ""),
        ("再不处理我就找记者。", ""),
        ("他就是骗子。", ""),
    ],
)
def test_words_that_weaken_a_complaint_are_said_otherwise_or_left_out(said, better):
    assert lint(said)
    assert neutral(said) == better
    assert not lint(neutral(said))


@pytest.mark.parametrize(
    "said",
    [
        "他在评论里骂我傻逼，还说要曝光我。",
        "对方威胁我说不给钱就把照片发到网上让大家看。",
        "主播说“假一赔十”，收到的不是纯棉。",
        "商家曝光了我的地址。",
        "我的视频曝光量从一万掉到一百。",
        "我被诈骗了3000元。",
        "他骂我狗日的，还骂我妈婊子。",
        "节日你们发的红包没到。",
        "有人恶意举报我的号。",
        "《消费者权益保护法》第二十五条：依法七日内可以退货。",
        "标签写100%羊毛，检测是70%。",
        "我怀疑是疑似恶意举报。",
        "请您判断是不是诈骗。",
    ],
)
def test_facts_quotations_and_what_others_said_are_left_alone(said):
    assert lint(said) == ()
    assert neutral(said) == said


def test_a_finding_says_which_words_why_and_what_instead():
    (finding,) = lint("我绝对没有违规。")
    assert (finding.words, finding.instead) == ("绝对", "")
    assert finding.why


def test_findings_come_in_the_order_of_the_text():
    assert [finding.words for finding in lint("奸商不退，肯定是故意针对我，垃圾平台。")] == [
        "奸商",
        "肯定是",
        "故意针对",
        "垃圾平台",
    ]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我快手号昨天被封了，咋办啊", ("我快手号昨天被封了。",)),
        ("你好！在吗？帮我写个投诉。锅漏水！！！", ("锅漏水。",)),
        ("买了个锅 三天就漏 商家不管了", ("买了个锅，三天就漏，商家不管了。",)),
        ("平台为什么判我违规？？", ("平台为什么判我违规？",)),
        ("店家【满额宝】说XX天到😭……后来没了", ("店家「满额宝」说某天到，后来没了。",)),
        ("一共1,200.50元", ("一共1,200.50元。",)),
        ("链接 https://v.douyin.com/a__b/?x=1&y=2", ("链接 https://v.douyin.com/a__b/?x=1&y=2",)),
        ("凭什么封我", ()),
        ("", ()),
        ("\ue000\ue001", ()),
    ],
)
def test_own_words_are_cleaned_lightly_and_kept_as_whole_sentences(said, kept):
    assert cleaned(said).kept == kept


def test_what_is_left_out_for_its_tone_is_reported_as_it_was_written():
    words = cleaned("垃圾平台！我的号11月18日被封。")
    assert words.kept == ("我的号11月18日被封。",)
    assert words.dropped == ("垃圾平台",)


def test_words_that_count_from_the_day_they_were_said_are_recognised():
    assert is_relative("昨天被封了")
    assert not is_relative("11月18日被封了")


def test_nothing_may_follow_a_link_on_its_line():
    assert ends_in_link("见 https://v.kuaishou.com/abc")
    assert not ends_in_link("见 https://v.kuaishou.com/abc 这条。")


def test_a_space_between_a_number_and_its_unit_is_no_comma():
    assert cleaned("花了 368 元 到现在没发货").kept == ("花了 368 元，到现在没发货。",)


@pytest.mark.parametrize(
    "told",
    [
        "有个男的拿我的私密照片威胁我，不给钱就发到抖音上曝光我。",
        "前男友逼我复合，不然就找媒体曝光我。",
        "对方说不赔他钱就曝光我。",
    ],
)
def test_what_a_blackmailer_threatens_is_evidence_and_stays(told):
    assert cleaned(told).kept == (told,)


def test_a_question_to_us_stays_out_of_a_letter():
    assert cleaned("退款一直没到，能退吗").kept == ("退款一直没到。",)


@pytest.mark.parametrize(
    "told", ["账号被人恶意举报封号了。", "被同行恶意举报。", "被竞争对手恶意举报。", "让人恶意举报了。"]
)
def test_that_somebody_did_it_is_not_doubted_in_the_middle_of_a_sentence(told):
    assert cleaned(told).kept == (told,)


@pytest.mark.parametrize("told", ["号被封，是恶意举报。", "他们恶意举报我。", "这是恶意举报"])
def test_malice_that_is_only_guessed_is_called_a_suspicion(told):
    assert "疑似恶意举报" in cleaned(told).kept[0]
