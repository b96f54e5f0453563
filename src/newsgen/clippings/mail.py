"""The head of an e-mail that a clipping was sent in: who sent it to whom, when, and what about."""

from __future__ import annotations

import re

from newsgen.clippings.furniture import key
from newsgen.news.folding import folded

_NAMES = (
    "from to cc bcc sent subject reply-to von an gesendet betreff de a para enviado asunto assunto objet envoye da"
    " inviato oggetto van aan verzonden onderwerp от кому отправлено тема дата date datum fecha data מאת אל נשלח נושא"
    " newsgroups organization message-id lines path xref references nntp-posting-host sender approved distribution"
    " content-type content-transfer-encoding mime-version keywords followup-to received return-path delivered-to"
    " summary precedence expires importance x-mailer x-newsreader attachments dato"
    " תאריך التاريخ من الى ارسل الموضوع 发件人 收件人 主题 发送时间 日期 寄件者 收件者 主旨 差出人 宛先 件名"
    " 送信日時 日時 日付 od do temat från til fra till ämne emne kimden kime konu tarih"
)
_SUBJECTS = (
    "subject betreff asunto assunto objet oggetto onderwerp тема נושא الموضوع 主题 主旨 件名 temat ämne emne konu"
)
_HEADER = re.compile(r"[\s>*]*(?P<name>[^\W\d_][\w-]{0,24}|[\u3000-\u9fff]{2,5})\s*[:：]")
_FORWARDED = re.compile(
    r"[\s>*-]*(?:forwarded message|original message|begin forwarded (?:message|text)|forwarded text"
    r"|weitergeleitete nachricht|mensaje reenviado"
    r"|messaggio inoltrato|message transféré|mensagem (?:encaminhada|original)|doorgestuurd bericht"
    r"|пересылаемое сообщение|הודעה שהועברה|رسالة معاد توجيهها|转发(?:邮件|信息)|転送メッセージ)[\s:*-]*",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"(?:\s*(?:\[[^\]]{1,20}\]|(?:fwd?|re|wg|aw|tr|rv|enc|i|doorst|пер|تحويل|رد|הועבר|转发|転送)\s*[:：]))*\s*",
    re.IGNORECASE,
)
MAX_HEAD = 30


def mail_head(lines: list[str]) -> tuple[int, str]:
    """Return how many of the first lines are an e-mail's head (0: there is none), and its subject's key."""
    end, subject, has_subject = 0, "", False
    for at, line in enumerate(lines):
        match = _HEADER.match(line)
        name = folded(match["name"])[0] if match else ""
        is_more = end > 1 and (line.startswith((" ", "\t")) or name.startswith("x-"))
        if not (name in _KEYS or is_more or _FORWARDED.fullmatch(line)):
            break
        if span := subject_span(line):
            has_subject, subject = True, key(line[span[0] :])
        end = at + 1
    if not has_subject or end < 2:
        return 0, ""
    marked = [at for at in range(end, len(lines)) if _FORWARDED.fullmatch(lines[at])]
    return (marked[0] + 1 if marked else end), subject


def is_of_mail(lines: list[str], at: int) -> bool:
    """Tell whether a line is one of an e-mail's head, which the lines beside it are too: `From: …`, `Date: …`."""
    return _is_header(lines[at]) and any(_is_header(lines[n]) for n in (at - 1, at + 1) if 0 <= n < len(lines))


def _is_header(line: str) -> bool:
    match = _HEADER.match(line)
    return match is not None and folded(match["name"])[0] in _KEYS


def subject_span(line: str) -> tuple[int, int] | None:
    """Return where in a line of an e-mail's head its subject stands, without `Fwd:` and `[news]` before it."""
    match = _HEADER.match(line)
    if match is None or folded(match["name"])[0] not in _SUBJECT_KEYS:
        return None
    passed = _PASSED_ON.match(line, match.end())
    return passed.end() if passed else match.end(), len(line.rstrip())


_KEYS = frozenset(folded(word)[0] for word in _NAMES.split())
_SUBJECT_KEYS = frozenset(folded(word)[0] for word in _SUBJECTS.split())
