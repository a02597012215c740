"""The fixed sentences people read; how values are worded stands in ``wording``.

Short, warm, exact; no exclamation, no promise of an outcome. What differs between platforms or scenarios is in the
playbooks.
"""

from __future__ import annotations

# The first screen and the questions that every complaint has

WELCOME = (
    "我是理直，帮您把投诉一步一步办下去：先弄清该找谁，再写好要交的文字，到日子提醒您。我不是平台，也不是官方。\n"
    "眼下有危险，先打110或120；心里难受想找人说说，打12356。"
)
STORY = "发生了什么事？说一句就行，也可以按键盘上的话筒说话。"
STORY_TOO_LONG = "这段话超过了 {limit} 字，我一次读不完。请先说最要紧的，其余后面可以补充。"
PLATFORM = "是哪个平台上的事？"
UNEASY = "要是心里难受、撑不住了，先别管投诉，打12356找人说说；有人有危险，马上打110或120。投诉的事我接着帮您。"
OTHER_PLATFORM = "别的平台"
GROUP = "是哪一类的事？"
SCENARIO = "更像下面哪一种？"
NONE_OF_THESE = "都不是"
RATHER = "{why}\n要改成按「{name}」办吗？"
RATHER_YES = "那就按这个办"
RATHER_NO = "还是原来的"
HEARD = "我听到的：{what}。说错了点「说错了，改一下」，没错就答下面这个。"
HEARD_BESIDE = "也记下了：{what}。"
HEARD_WRONG = "说错了，改一下"
REVIEW = "请看一眼，都对吗？不想说的可以不说。"
REVIEW_FIRST = "这句还没有记下。有错就点「有要改的」；想补充的，先拿文字，再点「补充情况」。"
REVIEW_YES = "没错，给我文字"
REVIEW_EDIT = "有要改的"
# Going back, changing, stopping

BACK = "返回上一步"
KEEP_IT = "不改了"
LEAVE = "先不填了"
NOTHING_TO_CHANGE_YET = "还没有说过什么，不用改。"
WHICH_TO_CHANGE = "要改哪一个？"
CORRECTED = "改好了，{label}：{value}。"
NOTHING_TO_CHANGE = "都不用改"
FIRST_QUESTION = "这已经是第一步了。"
WHERE_WE_WERE = "我们接着上次的说。"
BACK_TO = "接着刚才没说完的："
CANCELLED = "这一件先放下了，说过的都还在。"
NOTHING_TO_CANCEL = "现在没有正在填的投诉。"
NOTHING_TO_GO_BACK = "现在没有正在填的，也就没有上一步。"
RESUME_IT = "接着：{name}"
UNTOLD = "还没说完的"
NOTHING_SET_ASIDE = "没有放下的投诉。"
STALE = "这个按钮是前面那一步的，已经过去了。"
NO_SUCH_CASE = "我没有找到这件投诉。"
NOT_NOW = "这件投诉现在的情况变了，请看下面："
EDITED_TOO_LATE = "您改了前面的话。要改已经记下的内容，请在核对的卡片上点「有要改的」，或打开这件投诉点「改前面说的」。"

# When an answer cannot be taken

TELL_MORE = "还不知道是什么事。一句话就行，比如：抖音上买的鞋开胶了，商家不给退。"
NEEDS_WORDS = "请用文字说一句。"
PRESS_ONE = "请点下面的一个按钮。"
NOT_SAID = "（没说清）"
NO_DEADLINE = "这像是别的话，不是通知写的期限。通知上写了就照着抄；没有就点「{skip}」。"
NO_ACCOUNT = (
    "这里要的是账号、链接或名字。链接这样复制：点视频或直播间的「分享」，再点「复制链接」，粘贴到这里。"
    "不会弄也没关系，发账号的名字或直播间号就行；都没有，点「{skip}」。"
)
HOW_TO_CAPTURE = "不会截图没关系：用另一部手机对着屏幕拍下来也行，或者请家里人帮一下。存好了点「截好了」。"
KEPT_IN_STORY = "这句我也记下了。"
KEPT_AS_SAID = "这句我照原话记在补充里。"
TOO_LONG = "这段话太长了，请说得短一些（2000 字以内），其余可以之后补充。"
ASKED_BACK = "这个我在这一步答不上来。不知道的话，点「{skip}」就行，不影响往下办。"
NOT_A_DATE = "我没看懂是哪一天。可以这样写：11月3号，或者 昨天晚上8点。"
ROUGH_DATE = "大概是几月几号？记不清就点「{skip}」。"
DATE_TO_COME = "{day}还没到。请再看一眼是哪一天。"
COPY_IT = "写的是什么？请照着抄一遍，一个字不改。"
DATE_GONE = "这一天已经过了。请写还没到的一天，比如：12月3号。"
NOT_AN_AMOUNT = "我没看懂是多少钱。写数字就行，比如：368.5。"
NOT_AN_ORDER_NUMBER = "这不像这个平台的订单号。订单号在订单详情页，可以长按复制；没有就点「{skip}」。"
ONE_ORDER_NUMBER = "这里不止一个号码。请先发这件事的那一个订单号，其余的后面可以补充。"
NEVER_CAME = "还没收到货的，按不发货办更对路。"
ASIDES = {
    "money": "我不收钱。谁说交了钱就能解封、退款，都不要信。",
    "how_long": "多久有结果由他们定，我说不准。文字答完这几题就写好；交上去以后我记着日子，到时来问您。",
    "who": "我是程序，不是真人，也不是平台的客服。您说的我都会记下来，按步骤往下办。",
    "safe": "您说的只用来办这件投诉，存下来都加了密，不给平台，也不告诉别人。想删随时发 /privacy。",
    "will_it": "结果我说不准。我能做的是帮您把事实写清楚，交到管这事的地方，到日子提醒您。",
    "next": "答完这几题，我就把要交的文字写好，告诉您先交到哪里。",
    "wait": "不急，找到了再发给我，我在这一步等您。",
    "thanks": "不客气。",
}
TWO_MATTERS = "您说了两件事，一件一件办更清楚。先办哪一件？另一件的话我留着，办完这件接着办。"
ANOTHER_MATTER = "您说的另一件事我先放着，等这一件的文字写好，再来办那一件。"
THE_OTHER_MATTER = "您还说过另一件事：“{words}”。我留着，在「我的投诉」里也能找到。"
THE_OTHER_ONE = "办这另一件"

# Files

EVIDENCE = (
    "请把截图、照片或录屏发给我，一次多发几张也行，发完点「发完了」。这件事常用的是：\n{checklist}\n"
    "先点名再发，文字里就会写明哪张是什么。身份证、户口簿、银行卡和验证码不要发给我。"
)
SEND_THIS = "请发「{item}」，一张几张都行。发完再点下一样。"
OTHER_FILES = "下面发别的"
CHECKLIST_LEFT = "清单上还没点名的：{items}。图里已经有的、本来没有的，不用补。"
DONE = "发完了"
DONE_WORDS = ("发完了", "完了", "好了", "没有了", "完成")
NO_PICTURES = (
    "这类图片和视频我不收，也不留；请不要发，也别转给别人。"
    "只记链接、对方账号和看到的时间就够了；警察要看，当面给他们看。"
)
STILL_COLLECTING = "收着呢。都发完了请点「发完了」。"
NOTED = "说明记在刚发的文件上了：“{note}”。文字里不会自动写上；要写明哪张是什么，请先点名再发。"
STILL_FETCHING = "还有几份正在收，收齐了马上告诉您，不用重发。"
KEPT = "文件收到，先替您存着，后面会编上号。"
KEPT_WHERE = "文件收到，先替您存着。要放进哪一件？"
EXHIBITS_ADDED = "收好了，这次是{span}。编号以后不会变。"
NO_EXHIBITS = "这次没有新的文件。"
SEND_ORIGINALS = "有的图片被聊天软件压缩过。原图请留在手机里；要更清楚，可以用「文件」的方式再发。"
NO_VOICE = "我还听不了语音。请打字说一句，或者按输入法键盘上的话筒，让手机把话变成字。"
UNREADABLE = "这条消息我读不了。请发文字、截图、照片、录屏或文件。"

# The text, handing in, the clock

CASE_OPENED = "第{number}件投诉记下了：{name}。"
NOTICE_DEADLINE = "通知里写的期限：{end}。请赶在这之前交，其余的都可以晚一点。"
NOTICE_PASSED = "通知里写的期限（{end}）可能已过，仍可提交试试。"
NOTICE_UNDATED = "通知写了期限，但不知道是哪天收到的：从今天数到{end}，真正的截止可能更早，建议今天就申诉。"
NOTICE_ONCE = "通知写着只能申诉一次：交之前把文字和截图再看一遍，一次交齐。"
NOTICE_UNCLEAR = "通知里的期限，我没看出到哪一天为止。按最早的算，建议今天就申诉。"
NOTICE_SILENT = "通知没写期限，建议今天就申诉。"
NOTICE_UNSEEN = "通知现在看不到，期限不清楚：建议今天就申诉。以后翻到了，照着抄给我，我来数。"
NOTICE_IS_LENGTH = "“{words}”说的是处罚多久，不是申诉的期限。申诉期限没写，建议今天就申诉。"
SEVEN_DAYS = (
    "七日无理由退货：最晚{day}（自签收次日起算；定制、鲜活易腐、拆封的数字商品等除外）。只退货不需要理由，别等。"
)
FACTS_LEFT = "（还有{count}题）"
REWRITE = "改几个字"
OWN_TEXT = "把文字复制下来，改好以后整段发给我，我就照您的版本记下。"
OWN_TEXT_KEPT = "记下了，交的时候就用这一份。"
NOT_THE_WHOLE = "这不像整段文字。要改的是前面说过的事，就点「改前面说的」，文字会跟着改；也可以把改好的整段再发一次。"
THIS_IS_ALL = "就用这一份"
NOT_ONCE = "“{old}”在这份文字里不是正好出现一次，我拿不准改哪里。请把下面的文字改好，整段发给我：\n{text}"
OLD_STANDS = "您自己的话里还写着“{old}”，我没有动。要一起改，点「改几个字」，再发：把{old}改成{new}。"
OWN_TEXT_STAYS = "这是您自己改过的文字，我没有动。新加的截图或情况，要的话请自己添一句。"
TONE = "这几处可能会让人先看语气、不看事实，要换成中性的说法吗？"
TONE_NEUTRAL = "换成中性的"
TONE_OWN = "就用我的"
GATE_GO = "现在就去"
GATE_WAIT = "先不去"
WHAT_IS_NEW = "这里您交过一次了，还没有加新的内容。一样的文字再交，多半还是一样的答复。这次有什么新的？"
ADD_SOMETHING = "和上次交的比，还没有新的内容。来得及的话，先加一张新的截图，或点「补充情况」说得更细。"
AS_IT_IS = "没有新的，就这样交"
TO_THE_SAME = "再交：{door}"
TEXT_FOR = "看给「{door}」的文字"
PREPARE = "要准备：{things}。"
NEVER_HERE = "在这里不要：{rows}。"
CLOSES = "去这里以后：{closes}"
DOOR_TAKES = "「{door}」管的是：{takes}"
DOOR_NOT_FOR = "不管的：{not_for}"
ON_FILE = "{source}，{day}核对："
HOW_COUNTED = "日子是这样数的："
NOTHING_ON_FILE = "这一件还没有定下日子，也还没有写给哪里的文字。"
RULES = "期限和规定"
SHORTER = "短一点的"
LONGER = "完整的"
PATH = "在哪里：{path}"
CONTACT = "{purpose}：{contact}"
GO_FIRST = "先去哪里："
SAVE_FIRST = "先存好这些，免得之后看不到："
NEVER = "不要做："
LETTER_FOR = "给「{door}」的文字，可以整段复制。交之前请自己读一遍，不对的地方改掉。"
CALL_OF = "打「{door}」时，可以照着下面说。打过以后点「我交了」，我记下时间。"
LETTER_AGAIN = "文字也跟着改好了，给「{door}」请用这一份。"
CALL_AGAIN = "打「{door}」时要说的，也跟着改好了。"
WHERE = "交到哪里、打给谁了？"
WHEN = "是什么时候？也可以直接写，比如：11月3号下午3点。"
WHEN_EXACTLY = "是什么时候？这类事按小时算，请写到几点，比如：昨天晚上8点。"
NEEDS_THE_HOUR = "请把几点也写上，比如：昨天晚上8点。"
SENT_IN_FUTURE = "这个时间还没到。请再看一眼是什么时候交的。"
SENT_LONG_AGO = "这是一年多以前了，年份对吗？请把年月日写全。"
TICKET = "他们给受理编号了吗？有就写给我，没有也不要紧。"
NO_TICKET = "受理编号里一般有数字或字母。没有编号就点「没有编号」。"
TICKET_TOO_LONG = "编号太长了，请只写编号本身（60 字以内）。"
PAGE_SAYS = "页面或对方写了什么时候回复吗？写了就把日子告诉我，比如：12月3号。"
ORDER_PAGE_SAYS = "订单页现在写的截止，照着抄给我，比如：剩2天6小时自动关闭。到期前我提醒您。"
SUBMITTED = "记下了：已经{handed}。"
CLOCK = "记下的日子：{span}"
CLOCKS = {
    "notice": "通知里写的期限：{span}",
    "no_reason_return": "七日无理由退货：最晚{span}",
    "service": "通常的答复时间：{span}，以平台告知为准",
    "urgent": "通常的答复时间：{span}之前，以平台告知为准",
    "page": "页面写的回复时间：{span}，以页面为准",
    "cutoff": "页面或对方写的截止：{span}，以页面为准",
    "own": "提醒的日子：{span}",
    "12315_accept": "12315 告知是否受理：最晚{span}",
    "12315_mediation": "12315 调解：最晚{span}",
    "limitation": "12315 三年期限：{span}",
    "refund_after_return": "商家退款：最晚{span}",
    "12315_report": "12315 核查举报：{span}",
}
NO_CLOCK = "没有设提醒。什么时候想看，发「我的投诉」。"
WILL_ASK_THEN = "到那天我来问您有没有回音。"
WILL_ASK = "过了这个日子还没回，我会来问您。"
NO_REMINDERS = "提醒现在关着，到日子我不会来问您。要我来问，点「打开提醒」。"
REMIND_ME = "打开提醒"
WEB_CANNOT_CALL = "您关掉这个网页以后，我没法叫您。请把日子记下来；要收到提醒，可以发 /link 换到 Telegram。"
NOTHING_SENT = "这一件还没有交过，先交出去再催。"
CHASE = "这段话可以直接发给他们。我{day}再来问您结果。"
DUE = "理直：有一件事到日子了"
OVERDUE = "{what}，已过。"
DUE_OVERDUE = "第{number}件　{name}：{what}，已过。到了吗？"
DUE_TOO_LATE = "第{number}件　{name}：{what}，可能已过，仍可提交试试。"
DUE_MINE = "第{number}件　{name}：{what}，{left}。还没办的话，现在就可以办。"
DROPPED = "第{number}件不追了，提醒也停了。记录还在，改主意随时可以接着来。"
REOPENED = "第{number}件接着追。"
MUTED = "第{number}件不再提醒。"
THEIR_WORDS = "他们怎么说的？可以把原话粘贴过来。"
SOUNDS_LIKE = "听起来是：{outcome}，对吗？"
SOMETHING_ELSE = "是别的"
NO_ANSWER_OF_THEIRS = "不是他们的答复"
THEIR_OUTCOME = "那这件事算是？"
SETTLED = "记下了：解决了。这一件先收起来，记录都还在。"
REFUSED = "记下了。没解决的话，还有下一步可以走；补上新的材料或说得更细，会更有用。"
DECLINED = "记下了：没有受理。可以问清为什么、要不要补材料；也还有别的路可以走。"
MATERIAL = "记下了：要您补材料。先把材料加进来，拿着改好的文字交上去，再点「我又交了」，我重新记日子。"
ACCEPTED = "记下了：受理了。"
ACCEPTED_ON = "是哪天受理的？看短信或页面上写的日子，比如：10月12日。"
BEFORE_IT_WAS_SENT = "这比您交上去的日子还早，请再看一眼是哪一天。"
MEDIATION = "记下了：受理了，接下来是调解，双方都同意才算数。调解结束后最晚{notice}告知结果。"
STILL_AT_IT = "记下了。他们还在处理。"
DATES_STAND = "原来的日子不变，到时我再来问您。"
ASK_AGAIN = "我{day}再来问您。"
OUTCOMES = {
    "settled": "解决了",
    "refused": "没解决",
    "declined": "不受理",
    "material": "要我补材料",
    "accepted": "受理了",
    "waiting": "只说在处理",
}
WHAT_IS_NEW_NOW = "有什么新的材料，或者哪里和上次不一样？一句话就行；图片点「加截图和照片」发。"
EXTRA = "还有什么要补充的吗？一句话就行。"
AMENDED = "记下了。"
NOTHING_NEW = "没有新的补充。"
NOTHING_CHANGED = "没有改，还是原来说的。"

# Lists, help, data

MY_CASES = "您的投诉，先到日子的在前面："
WHICH_CASE = "是哪一件？"
A_NEW_MATTER = "是新的事"
WHAT_OF_IT = "您刚才这句话，说的是哪一样？"
LISTENING = "想找人说说话，可以打12356，有人听您说。"
WORDS_ANSWERED = "有回音了"
WORDS_MORE = "补充进去"
ASKED_OF_CASE = "能不能、要多久，以他们页面上写的和答复为准，我这里看不到。这一件现在是："
THEIR_WORDS_HEARD = "他们的答复，我记的是：“{words}”。"
NOT_THE_PLATFORM = "不是。我不是平台，也不是官方，只帮您写投诉、记日子。"
TICKET_KEPT = "记下了，受理编号：{ticket}。"
MONEY_GONE = (
    "先看钱能不能拦住：现在就打110，说清金额、时间和对方账号；打完马上打银行或支付 App 里的客服，请他们拦截。"
    "银行的号码看银行卡背面。不再转钱，转账页和聊天先截图。您这句我也记进这一件了。"
)
CLOSED_BEFORE = "第{number}件已经收起来了。要接着追吗？您这句话我先留着。"
EXPORT = "把资料整份导出来，现在还没有。每一件都能在「我的投诉」里看；交上去的文字，都在上面的对话里。"
PAPERS = (
    "身份证、户口本这类证件，只在平台 App 里自己点开的申请页上交，交之前能遮的先遮；"
    "不发给任何人，微信里自称客服的也不发。不用发给我。"
)
ALL_KEPT = "好，我都记着。有了新情况，随时告诉我。"
ONLY_A_DRAFT = "有一件还没填完，填完就在这里了。"
NO_CASES = "还没有投诉。说说发生了什么，我来帮您理清。"
HELP = (
    "我帮您投诉快手、抖音等平台：问清事情，写好文字，记住日子，到时提醒。\n"
    "随时可以发：\n· 返回　回到上一步\n· 取消　先放下这一件\n· 我的投诉　看进度\n· 新的投诉　再开一件\n"
    "· 停止提醒　不再提醒\n· /privacy　您的资料怎么保管、怎么删除\n"
    "我不收钱，不要验证码，不会让您转账或共享屏幕。"
)
PRIVACY = (
    "您说的话和发来的文件只用来办您的投诉。存下来的内容都加了密，别人看不到，也不给平台。\n"
    "身份证号、银行卡号和验证码会自动隐去，不保存。\n"
    "投诉结束 {days} 天后，资料会自动删除；没填完就放下的，{days} 天没有动静也会删除。您也可以现在就全部删除。"
)
SETTINGS_ON = "提醒：开着。晚上十点到早上八点不打扰，除非是当晚就得处理的事。"
SETTINGS_OFF = "提醒：关着。到了日子我不会来问您。"
REMINDERS_ON = "提醒打开了。"
REMINDERS_OFF = "所有提醒都关了。到日子我不会再来问您；想看进度，发「我的投诉」。"
IN_SILENCE = "这些是等您办的日子，到时我也不说了，请自己记下："
FORGET_SURE = "删除以后，您的投诉、文件和提醒都没有了，不能恢复。真的要删吗？"
FORGETTING = "正在删除。删完以后，这里不再有您的资料。"
LINK_CODE = (
    "在另一个浏览器里，或在 Telegram 上，把下面这行发给我，就能接着看您的投诉。"
    "10 分钟内有效，只能用一次，请不要给别人。"
)
REDEEMED = {
    "linked": "接上了。您的投诉都在这里。",
    "same": "这里本来就是您的投诉，不用再接。",
    "expired": "这个码不对，或者已经过期。请回到原来的地方再发一次 /link。",
    "failed": "对不起，这次没办成，您的投诉都没有动。请在原来的地方再发一次 /link。",
    "occupied": "这里已经有投诉或没填完的内容，没有合并，免得弄丢。请在还没用过的浏览器或 Telegram 里输入这个码。",
}
FAILED = "对不起，刚才这条我没处理好，已经记下来找人修。您说过的都还在，可以接着发别的。"

HOTLINE = "网上搜到的客服电话很多是假的，真的这样找："
NOT_LISTED = "您问的这个号码，不在我核对过的名单里，先别打、别加、别转钱。"
GO_ON = "接着说投诉"
MISHEARD = "您说的是：“{words}”。我要是听错了，换个说法再说一句就行。"
NOT_MEANT = "不是这个意思，接着办"
GO_ON_SAFE = "我现在安全，接着说投诉"
TELL_US = "说说发生了什么"
STAYING = "好，不急，投诉的事我替您记着。心里难受，可以打12356，有人听您说；有危险，马上打110或120。"

MASKED = {"id_card": "身份证号", "bank_card": "银行卡号", "code": "验证码", "password": "密码"}
