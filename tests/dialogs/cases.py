"""Cases as people have them: one realistic story per scenario, built in one call."""

from datetime import datetime, timedelta

from dialogs.clocks import BEIJING
from dialogs.values import Answered, Case, Event, Exhibited, Opened, StoredFile, Submitted

TOLD = {
    "account_banned": {
        "story": "我快手号昨天被封了，咋办啊！我就是拍种地的，肯定是系统误判。",
        "notice_date": "2026-11-18T09:20",
        "notice_deadline": "收到通知起72小时内",
        "notice_reason": "发布违规导流信息",
        "account_access": "fine",
        "why_wrong": "视频里只有玉米和拖拉机，没有任何联系方式",
        "money_stuck": "直播收益大约320元",
        "demand": "恢复账号",
        "my_account": "zhongdi_laoli",
    },
    "content_removed": {
        "story": "11月17日发的做面条视频第二天就没了。",
        "notice_date": "2026-11-18",
        "notice_reason": "搬运他人内容",
        "work": "《手擀面》 https://v.example.com/m/a__1?s=2 11月17日发布",
        "infringement_claim": "yes",
        "rights": "own",
        "demand": "恢复作品",
    },
    "unfair_treatment": {
        "story": "播放量从一万掉到一百，平台也没说为什么。",
        "has_notice": "no",
        "work": "11月10日以后的所有作品",
        "why_wrong": "这几条和以前的拍法一样，估计是误标了",
        "account_type": "personal",
        "appeals_so_far": "问过一次客服，说没有限流",
        "demand": "告诉我有没有处罚",
    },
    "goods_quality": {
        "story": "直播间买的电热锅，用了三天就漏水，店家不理我。",
        "how_paid": "platform_order",
        "received_date": "2026-11-15",
        "order_number": "2534567890123456",
        "problem": "锅底有裂缝，11月17日煮水时发现漏水",
        "amount": "129.00",
        "progress": "seller_refused",
        "demand": "退货退款",
    },
    "false_advertising": {
        "story": "直播间说是纯羊毛的被子，收到一看标签是聚酯纤维。",
        "bought": "yes",
        "false_claim": "“百分百纯羊毛，假一赔十”",
        "seen_where": "11月8日晚8点，主播“暖暖家纺”的直播间",
        "order_number": "2534567890123457",
        "amount": "399.00",
        "truth": "水洗标写的是聚酯纤维100%",
        "received_date": "2026-11-12",
        "demand": "退款",
    },
    "after_sales": {
        "story": "退货寄回去十天了，钱还没退。",
        "how_paid": "platform_order",
        "progress": "returned",
        "order_number": "2534567890123458",
        "received_date": "2026-11-01",
        "returned_date": "2026-11-08",
        "amount": "88.00",
        "page_status": "退款中，11月25日前商家处理",
        "demand": "退款到账",
    },
    "seller_dispute": {
        "story": "付了钱一直不发货，店铺也找不到了。",
        "how_paid": "platform_order",
        "pay_date": "2026-10-20",
        "order_number": "2534567890123459",
        "amount": "1260.00",
        "last_contact": "10月25日说三天内发货，之后没再回",
        "shop_name": "暖冬服饰店",
        "demand": "退款",
    },
    "fraud": {
        "story": "刷到一个兼职视频，加了人，让我先垫钱做任务，转了三笔就不给提现了。这帮骗子！",
        "still_going": "no",
        "money_sent": "yes",
        "money_sent_at": "2026-11-19T21:40",
        "how_paid": "private_transfer",
        "payee": "户名李某，某商贸公司",
        "total": "3笔，一共8600元",
        "other_account": "抖音号 renwu888，在另一个聊天软件联系",
        "reported_police": "no",
    },
    "false_information": {
        "story": "有人发视频说我家面馆用过期面粉，是假的。",
        "link": "https://v.example.com/f/77",
        "false_claim": "“这家店用的是过期面粉”",
        "about_whom": "me",
        "truth": "面粉进货单和11月5日的抽检合格报告",
        "impact": "这两天退了12桌预订",
        "demand": "删除并更正",
    },
    "harassment": {
        "story": "一个人换着号在我评论区骂我，还说要来我家。",
        "danger": "no",
        "other_account": "kuai_a1、kuai_a2",
        "since_when": "2026-11-01",
        "where_said": "several",
        "exposed": "yes",
        "reported_before": "举报了两次，没处理",
        "demand": "停止骚扰",
    },
    "illegal_content": {
        "story": "半夜刷到一个直播间在播赌博。",
        "link": "直播间号 99812345",
        "illegal_kind": "gambling_drugs",
        "happened_at": "2026-11-19T23:30",
        "still_live": "no",
        "has_minor": "no",
        "lured": "主页写着进群教玩法",
    },
    "copyright": {
        "story": "我拍的木工教程被人整条搬走了。",
        "copyright_role": "author",
        "first_published": "2026年9月3日在我的主页首发",
        "link": "https://v.example.com/c/1\nhttps://v.example.com/c/2",
        "how_used": "整条搬运，去掉了水印",
        "contacted": "私信对方没回",
        "proof": "originals",
        "demand": "下架",
    },
    "privacy_leak": {
        "story": "前同事把我的电话和住址发在视频下面。",
        "leak_kind": "id_or_home",
        "link": "https://v.example.com/p/5",
        "leaked_by": "someone",
        "since_when": "2026-11-18",
        "danger": "no",
        "demand": "删除",
    },
    "minor_protection": {
        "story": "孩子用我的手机给主播打赏了好多钱。",
        "danger": "no",
        "guardian": "guardian",
        "minor_kind": "spending",
        "child_age": "8to17",
        "seen_where": "11月7日晚上，主播号 wanwan_live",
        "amount": "2380.00",
        "payer": "用大人的号付的",
        "demand": "退款",
    },
    "account_stolen": {
        "story": "号登不上了，手机号也被换了，对方拿我的号找朋友借钱。",
        "still_logged_in": "no",
        "contact_changed": "both",
        "money_moved": "yes",
        "since_when": "2026-11-19",
        "misused": "给我的三个好友发消息借钱",
        "gave_code": "link",
        "my_account": "xiaochen2020",
    },
    "malicious_ban": {
        "story": "同行拉群举报我，我的号就被封了。",
        "notice_date": "2026-11-16T10:00",
        "notice_deadline": "没写期限，只写了可申诉一次",
        "appeals_so_far": "申诉过一次，11月17日回复不通过",
        "malice_basis": "群聊截图里有人说“大家一起点举报”",
        "loss": "11月的合作合同，金额5000元",
        "owner": "me",
        "demand": "恢复账号",
    },
    "safety_risk": {
        "story": "直播间买的充电宝，充电的时候冒烟起火，把桌子烧了。",
        "danger": "no",
        "risk_where": "goods",
        "link": "直播间号 5566",
        "happened_at": "2026-11-18T22:10",
        "product": "型号PB-20，批号260801，已经停用",
        "order_number": "2534567890123460",
        "demand": "退款并核查",
    },
}
"""One realistic set of answers per scenario, in the keys of the playbooks."""

TODAY = "2026-11-20"


def a_case(
    scenario, platform="kuaishou", *, opened="2026-11-19 20:00", files=("image", "image", "video"), then=(), **changed
):
    """A case: its answers (``None`` takes one away), exhibits by main type, and what happened afterwards."""
    told = {key: value for key, value in {**TOLD[scenario], **changed}.items() if value is not None}
    kept = [Exhibited(number, _file(number, kind, opened)) for number, kind in enumerate(files, 1)]
    whats = [Opened(platform, scenario, told), *kept, *then]
    start = at(opened)
    return Case(1, tuple(Event(n, start + timedelta(minutes=n - 1), what) for n, what in enumerate(whats, 1)))


def sent(destination, when, ticket=None, exhibits=()):
    """A submission."""
    return Submitted(destination, at(when), ticket, "我的申诉。", exhibits)


def answered(text, outcome="refused"):
    """What they answered."""
    return Answered(text, outcome)


def at(when):
    """An instant, given as Beijing's clock shows it."""
    return datetime.fromisoformat(when).replace(tzinfo=BEIJING)


def _file(number, kind, opened):
    return StoredFile(f"{number:032x}", "IMG_0001.JPG", f"{kind}/x", 1000, "00" * 32, at(opened))
