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
        ("你们这群王八蛋，凭什么封我号。退款没到。", "凭什么封我号。退款没到。"),
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


@pytest.mark.parametrize(
    "told",
    [
        "我妈的视频都是她自己拍的。",
        "通知说我妈的视频低俗。",
        "她妈的号也没违规。",
        "他妈的号也没违规。",
        "用孩子妈的手机下的单。",
        "老婆妈的快手号被封了。",
    ],
)
def test_what_a_mother_has_is_no_curse(told):
    assert cleaned(told).kept == (told,)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("我他妈的号也没违规，妈的客服不理我", "我号也没违规，客服不理我。"),
        ("妈的，退了货不给钱", "退了货不给钱。"),
        ("他妈的平台不给退", "平台不给退。"),
    ],
)
def test_the_curse_goes_and_what_was_told_stays(told, kept):
    assert cleaned(told).kept == (kept,)


@pytest.mark.parametrize(
    "told",
    [
        "裸聊被快手上的人录了视频，要5000不给就群发。",
        "有人让我转5000，不转就曝光。",
        "他威胁我，不给钱就把照片发到网上让大家看。",
        "不退货，就要他退差价80。",
        "我不退货了，就要他补差价80块。",
        "他不给退，我就想让他换一床好的。",
        "他天天投诉我。",
        "我找过记者没用。",
        "这事都上新闻了。",
    ],
)
def test_a_victims_words_a_wish_and_what_happened_are_no_threat(told):
    assert cleaned(told).kept == (told,)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("客服说不给退，你们再不给退我就天天投诉到底找记者曝光你们这帮骗子", "客服说不给退。"),
        ("客服说不给退 你们再不给退 我就找记者", "客服说不给退。"),
        ("问客服说没有限流，平台就是故意打压我们小号", "问客服说没有限流。"),
        ("商家说没货，再不发我就曝光你们，锅也漏水", "商家说没货，锅也漏水。"),
        ("他威胁我，我就找记者曝光他们", "他威胁我。"),
    ],
)
def test_what_others_said_excuses_their_own_clause_only(told, kept):
    words = cleaned(told)
    assert words.kept == (kept,) and words.dropped
    assert not lint(kept)


def test_one_bad_word_takes_its_clause_and_not_the_story():
    story = "抖音上认识个部队军官，带我投资黄金，转了三笔一共5万8，今天要我再交2万解冻费，他就是骗子"
    words = cleaned(story)
    assert words.kept == ("抖音上认识个部队军官，带我投资黄金，转了三笔一共5万8，今天要我再交2万解冻费。",)
    assert words.dropped == ("他就是骗子",)
    assert cleaned(story, labels=True).kept == (story + "。",)


def test_what_somebody_else_calls_them_is_no_label_of_ours():
    assert cleaned("转了三笔，我闺女说是骗子").kept == ("转了三笔，我闺女说是骗子。",)


@pytest.mark.parametrize("told", ["同行雇水军天天举报我", "有人买了一批水军举报我"])
def test_hired_reporters_are_a_suspicion(told):
    assert "疑似" in cleaned(told).kept[0] and not lint(cleaned(told).kept[0])


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("微信名 铁血柔情", "微信名 铁血柔情。"),
        ("收款人 李强 转了三笔", "收款人 李强，转了三笔。"),
        ("她快手名字叫 桂花妹子 骗了我", "她快手名字叫 桂花妹子，骗了我。"),
        ("发视频的号叫 城南老六 说我偷钱", "发视频的号叫 城南老六，说我偷钱。"),
        ("主播 小芳 说纯羊毛", "主播 小芳，说纯羊毛。"),
    ],
)
def test_a_space_before_a_name_is_no_comma(told, kept):
    assert cleaned(told).kept == (kept,)
