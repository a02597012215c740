"""People who talk to the running program: one through Telegram's double, one through the web chat's addresses.

Each acts only on what has come, waits for the answer however long it takes, and never says a thing again because
nothing came. They know buttons and words; what is right, the tests know.
"""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout, CookieJar, FormData

from bot.channels.web_guard import COOKIE, token_hash
from tests.chat import picture

PATIENCE = 60
WAYS = ("skip", "!back", "!edit")


@dataclass
class Line:
    """One reply as a person sees it. ``buttons`` maps what each stands for to its label."""

    id: int
    text: str
    buttons: dict

    def shows(self, words):
        return words in self.text or any(words in label for label in self.buttons.values())

    @property
    def question(self):
        """The number of the question it puts, or 0."""
        asked = next((data for data in self.buttons if data[:1] == "q" and data[1:2].isdigit()), "q0")
        return int(asked[1:].partition(".")[0])


class Person:
    """What both have in common: reading on from the last line acted on."""

    def __init__(self):
        self.read = 0
        self.answered = 0

    async def lines(self):
        """All that has come so far; returns when there may be more than before."""
        raise NotImplementedError

    async def sees(self, words):
        """The next line that shows these words."""
        return await self._next(lambda line: line.shows(words), words)

    async def _next(self, wanted, what):
        last = None
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    for last in await self.lines():
                        if last.id > self.read and wanted(last):
                            self.read = last.id
                            return last
        except TimeoutError:
            raise AssertionError(f"waited for {what}; the last line is {last}") from None

    async def presses(self, label):
        """Press a button that comes next, by its label."""
        await self.presses_on(await self.sees(label), label)

    async def presses_on(self, line, label):
        await self.press(line, next(data for data, shown in line.buttons.items() if label in shown))

    async def asked(self):
        """The next question that was not answered yet: what is delivered twice is answered once."""
        line = await self._next(lambda line: line.question > self.answered, "a question")
        self.answered = line.question
        return line


class TelegramPerson(Person):
    channel = "telegram"

    def __init__(self, double, chat):
        super().__init__()
        self.double, self.chat = double, chat

    @property
    def address(self):
        return str(self.chat)

    async def lines(self):
        if room := self.double.chats.get(self.chat):
            room.replied.clear()
            if not self.double.sent(self.chat) or self.double.sent(self.chat)[-1].message_id <= self.read:
                await room.replied.wait()
            else:
                await asyncio.sleep(0.02)
        return [
            Line(seen.message_id, seen.text, dict(zip(seen.data, seen.buttons, strict=True)))
            for seen in self.double.sent(self.chat)
        ]

    async def say(self, text):
        self.double.say(self.chat, text)

    async def press(self, line, data):
        self.double.press(self.chat, data, line.id)

    async def send(self, *pictures):
        self.double.album(self.chat, pictures, caption="都在这里")

    async def send_file(self, data, name):
        self.double.send_document(self.chat, data, name)

    def transcript(self):
        """Every message as it was sent, before any was changed."""
        calls = [call.parameters for call in self.double.called("sendMessage")]
        return [(c["text"], json.dumps(c.get("reply_markup"))) for c in calls if str(c["chat_id"]) == self.address]


class WebPerson(Person):
    """A browser without a face: keeps its cookie, its stream and its ids; what gets no answer is posted again."""

    channel = "web"

    def __init__(self, url, http, pause):
        super().__init__()
        self.url, self.http, self.pause = url, http, pause
        self.mail, self.posts = [], 0
        self._came = asyncio.Event()

    async def lines(self):
        self._came.clear()
        if not self.mail or self.mail[-1].id <= self.read:
            await self._came.wait()
        else:
            await asyncio.sleep(0.02)
        return self.mail

    async def say(self, text):
        await self._post("messages", lambda id: {"json": {"id": id, "text": text}})

    async def press(self, line, data):
        await self._post("messages", lambda id: {"json": {"id": id, "button": data}})

    async def send(self, *pictures):
        for data in pictures:
            await self.send_file(data, "截图.png")

    async def send_file(self, data, name):
        def form(id):
            fields = FormData({"id": id, "caption": "都在这里"})
            fields.add_field("file", data, filename=name)
            return {"data": fields}

        await self._post("files", form)

    async def _post(self, what, content):
        """Post until it is taken; every third time the answer is lost, and it is posted once more."""
        await asyncio.sleep(self.pause)
        self.posts += 1
        for _ in range(2 if self.posts % 3 == 0 else 1):
            while not await self._taken(f"{self.url}/chat/{what}", content(f"mine-{self.posts}")):  # noqa: ASYNC110
                await asyncio.sleep(0.1)

    async def _taken(self, url, content):
        try:
            async with self.http.post(url, **content) as answer:
                assert answer.status in (202, 415, 429, 503), await answer.text()
                return answer.status in (202, 415)
        except ClientError:
            return False

    async def opens(self):
        """Open the page, as often as it takes."""
        while True:
            try:
                async with self.http.get(self.url) as answer:
                    assert answer.status in (200, 503)
                    if answer.status == 200:
                        self.token = answer.cookies[COOKIE].value
                        return
            except ClientError:
                pass
            await asyncio.sleep(0.1)

    async def listens(self):
        """Keep the stream open; when it breaks, go on after the last line."""
        while True:
            after = self.mail[-1].id if self.mail else 0
            try:
                async with self.http.get(f"{self.url}/chat/events?after={after}") as stream:
                    await self._reads(stream)
            except ClientError:
                pass
            await asyncio.sleep(0.1)

    async def _reads(self, stream):
        async for line in stream.content:
            if line.startswith(b"data: "):
                mail = json.loads(line.removeprefix(b"data: "))
                buttons = {button["id"]: button["label"] for button in mail["buttons"]}
                self.mail.append(Line(mail["id"], f"{mail['text']}\n{mail['letter']}".strip(), buttons))
                self._came.set()

    async def found_in(self, store, now):
        """The address that the program knows this browser by."""
        self.address = await store.session(token_hash(self.token), now)

    def transcript(self):
        return [(line.text, json.dumps(line.buttons)) for line in self.mail]


@asynccontextmanager
async def visitor(url, pause=0.0):
    """A person at the web chat, with the page open."""
    limit = ClientTimeout(total=None, sock_connect=5)
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), timeout=limit) as http:
        person = WebPerson(url, http, pause)
        await person.opens()
        listening = asyncio.create_task(person.listens())
        try:
            yield person
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


STORY = "直播间里说的和我收到的不一样"
ORDER = "6920 1837 4650 1928 374"
TICKET = "TS-20260930-7"


async def answers_all(person):
    """Answer what is asked, by the first real choice or a few words, until the review; agree to it."""
    while True:
        line = await person.asked()
        choices = [data for data in line.buttons if data.partition(".")[2] not in WAYS]
        if choices:
            await person.press(line, choices[0])
        elif "订单号" in line.text:
            await person.say(ORDER)
        elif "多少钱" in line.text or "一共多少" in line.text:
            await person.say("368.5")
        else:
            await person.say(STORY)
        if any(label == "没错，给我文字" for label in line.buttons.values()):
            return


async def files_a_complaint(person, group, scenario, platform="快手", when="今天上午9点"):
    """A whole complaint: told, written, proved by files, handed in, with a date to look again.

    ``when`` is in the past by the clock of the program.
    """
    await person.say("/new")
    for label in (group, platform, scenario):
        await person.presses_on(await person.asked(), label)
    await answers_all(person)
    await person.presses("加截图和照片")
    await person.asked()
    await person.send(picture("red"), picture("green"), picture("blue"))
    await person.send_file(picture("black"), "订单.png")
    await person.send_file(b"MZ\x90\x00 a program", "setup.exe")
    if person.channel == "telegram":  # the web says so at once, in its answer
        await person.sees("没能收下")
    await person.say("发完了")
    await person.presses_on(await person.sees("收好了，这次是证据"), "我交了")
    await hands_in(person, when)


async def hands_in(person, when="今天上午9点"):
    """Where, when, under which number; and the date that follows."""
    await person.presses_on(await person.asked(), "App 内客服")
    await person.asked()
    await person.say(when)
    await person.asked()
    await person.say(TICKET)
    await person.sees("记下了：已经交给")
