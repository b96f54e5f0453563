"""Dates as newspapers print them, in the languages of the tables below.

Owns the names of months and days. Nothing is guessed: a printed date has one reading, or, where day
and month can't be told apart (`03/04/2018`), two; where the year isn't printed the reading is `--12-17` (XML
Schema's gMonthDay). The clock and the locale are never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from newsgen.news.folding import folded

# One row a month: en de fr es it pt nl, ru, he, ar (Egypt, the Levant, the Maghreb); `_` stands for a space.
MONTHS = (
    "january jan januar jänner jan. janvier janv enero ene gennaio gen janeiro januari"
    " января январь янв ינואר يناير كانون_الثاني جانفي",
    "february feb febr februar feber février févr fév febrero febbraio fevereiro fev februari"
    " февраля февраль фев февр פברואר فبراير شباط فيفري",
    "march mar märz mrz mars marzo março maart mrt марта март мар מרץ מרס مارس آذار",
    "april apr avril avr abril abr aprile апреля апрель апр אפריל أبريل إبريل نيسان أفريل",
    "may mai mayo maggio mag maio mei мая май מאי مايو أيار ماي",
    "june jun juni juin junio giugno giu junho июня июнь июн יוני يونيو حزيران جوان",
    "july jul juli juillet juil julio luglio lug julho июля июль июл יולי يوليو تموز جويلية",
    "august aug août aout agosto ago augustus августа август авг אוגוסט أغسطس آب أوت",
    "september sept sep septembre septiembre setiembre settembre sett set setembro"
    " сентября сентябрь сен сент ספטמבר سبتمبر أيلول",
    "october oct oktober okt octobre octubre ottobre ott outubro out октября октябрь окт אוקטובר أكتوبر تشرين_الأول",
    "november nov novembre noviembre novembro ноября ноябрь ноя нояб נובמבר نوفمبر تشرين_الثاني",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro"
    " декабря декабрь дек דצמבר ديسمبر كانون_الأول",
)
MORE_MONTHS = (
    "januari styczeń stycznia ocak ledna",
    "februari februar luty lutego şubat února",
    "marts marzec března",
    "kwietnia nisan dubna",
    "maj maja mayıs května",
    "czerwca haziran června",
    "lipca temmuz července",
    "augusti sierpnia ağustos srpna",
    "września eylül září",
    "ekim října",
    "listopadu kasım",
    "desember grudnia aralık prosince",
)
"""The same in Swedish, Norwegian, Danish, Polish, Czech and Turkish, but for words with another meaning elsewhere."""
ERAS = {"民國": 1911, "民国": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
UPDATED = (
    "updated update modified revised aktualisiert aktualisierung geändert actualisé jour actualizado aggiornato"
    " modifica modificato modifié aggiornamento atualizado atualizada actualizada"
    " bijgewerkt gewijzigd geüpdatet обновлено изменено עודכן עדכון تحديث تم_التحديث محدث 更新 更新于"
    " 更新日 最終更新 uppdaterad oppdatert"
)
PUBLISHED = (
    "published posted publish dated date printed first created veröffentlicht erschienen publié paru publicado fecha"
    " data pubblicato gepubliceerd geplaatst datum опубликовано размещено дата פורסם תאריך نشر نشرت بتاريخ تاريخ النشر"
    " 发布 发布于 发布时间 发表于 發布 發佈 日期 时间 時間 公開 公開日 投稿 投稿日 掲載 配信 日時"
    " publicerad publicerat publisert opublikowano dodano erstellt"
)
WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi"
    " dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato"
    " domenica segunda terça quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag"
    " понедельник вторник среда четверг пятница суббота воскресенье יום ראשון שני שלישי רביעי חמישי שישי שבת"
    " يوم الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天"
    " 周一 周二 周三 周四 周五 周六 周日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月 火 水 木 金 土 日"
)
SMALL_WORDS = (
    "on at am pm a p m h hrs uhr um den der dem vom stand le la el las à mis dernière mise il alle ore del em às op om"
    " laatst zuletzt просмотров views última ultimo gmt utc est edt ct pt mt hkt jst ist cst cdt mst mdt pst pdt"
    " et ist cet cest bst"
    " msk мск в"
    " г года kl klo"
    " ב בשעה שעה في الساعة م ص مساء صباحا آخر last local time of uur 付 朝刊 夕刊 上午 下午 午前 午後 z t"
)


def _words(*tables: str) -> frozenset[str]:
    return frozenset(folded(word.replace("_", " "))[0] for table in tables for word in table.split())


_MONTH_OF = {
    name: number for table in (MONTHS, MORE_MONTHS) for number, row in enumerate(table, 1) for name in _words(row)
}
_UPDATED = _words(UPDATED)
_NOISE = _words(UPDATED, PUBLISHED, WEEKDAYS, SMALL_WORDS)
_DAYS = _words(WEEKDAYS)
_TRAILING = _words(SMALL_WORDS, WEEKDAYS, PUBLISHED, UPDATED) - {"a", "p", "m", "la", "le", "data", "date", "first"}
_LEADING = _words(PUBLISHED, UPDATED)

_NAMES = "|".join(re.escape(name) for name in sorted(_MONTH_OF, key=len, reverse=True))
_MONTH = rf"(?<![^\W\d_])(?:ב-?)?(?P<m>{_NAMES})(?![^\W\d_])\.?(?:\s?/?\s?(?:{_NAMES})(?![^\W\d_]))?"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)(?!\d(?!\d?:\d\d))"
_HAN = r"[\d〇零一二三四五六七八九十]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d/.:-]){_YEAR}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})(?!\d)(?:t(?=\d\d:))?",
        rf"(?<![\d/.:-])(?P<d>\d{{1,2}})[-/](?P<m>{_NAMES})[-/]{_YEAR}",
        rf"(?<![\d/.:-])(?P<a>\d{{1,2}})\s?(?P<s>[-/.])\s?(?P<b>\d{{1,2}})\s?(?P=s)\s?{_YEAR}",
        r"(?<![\d/.:])(?P<d>\d{1,2})(?:st|nd|rd|th|er|e|o|a|\.|°)?\s{0,3}(?:de\s|d'|di\s|of\s)?\s?"
        + _MONTH
        + rf"(?:,?\s{{0,3}}(?:(?:de|del|of)\s{{1,3}})?{_YEAR})?",
        rf"{_MONTH}\s{{0,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s{{0,3}}(?:del?\s)?{_YEAR})?",
        rf"(?:(?:(?P<era>{'|'.join(ERAS)})(?P<e>{_HAN}{{1,3}}|元)|(?P<y>{_HAN}{{4}})(?:\([^()]{{1,8}}\))?)\s?年\s?(?:\([^()]{{1,8}}\)\s?)?)?"
        rf"(?P<m>{_HAN}{{1,3}})\s?月\s?(?P<d>{_HAN}{{1,3}})\s?[日号號]",
    )
)
_MONTH_ALONE = re.compile(
    rf"(?:(?<![^\W\d_])(?P<m>{_NAMES})(?![^\W\d_])\.?,?\s(?:de\s|del\s|of\s)?{_YEAR}"
    r"|(?P<y2>(?:1[5-9]|20)\d\d)\s?年\s?(?P<n>\d{1,2})\s?月(?!\s?\d))"
)
_SHORT = re.compile(
    rf"(?<![\d/.:-])(?:(?P<d>\d{{1,2}})[- ](?P<m>{_NAMES})[- ,]{{1,2}}'?(?P<y>\d\d)"
    rf"|(?<![^\W\d_])(?P<m2>{_NAMES})\.? (?P<d2>\d{{1,2}}),? '(?P<y2>\d\d)"
    r"|(?P<d3>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y3>\d\d)|(?P<d4>\d{1,2})/(?P<n4>\d{1,2})/(?P<y4>\d\d))(?![\d.:/])"
)
LAST_OF_THIS_CENTURY = 30
_BEFORE_DATE = re.compile(
    r"\s+(?:publié|mis à jour|veröffentlicht|pubblicato|publicado)\s+(?:le|am|il|el|em)$", re.IGNORECASE
)
_IN_ADDRESS = re.compile(r"https?://[^\s]{3,200}?/(?P<y>(?:19|20)\d\d)[/-](?P<m>[01]\d)[/-](?P<d>[0-3]\d)(?=[/-])")
_TIME = re.compile(
    r"\d{1,2} (?:محرم|صفر|ربيع \w+|جماد[ىي] \w+|رجب"
    r"|شعبان|رمضان|شوال|ذو \w+|ذي \w+),? \d{4}(?: ?ه\w*)?|رقم العدد.{0,12}|"
    r"(?<!\w)(?:an?|\d{1,3}) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\b|"
    r"(?<!\d)\d{1,2}\s?(?:時|时|點|点)(?:\s?\d{1,2}\s?分)?(?:\s?\d{1,2}\s?秒)?"
    r"|(?<!\d)\(?[012]\d[0-5]\d\s?(?:gmt|utc|hkt|est|edt|et|bst|cet)\b\)?"
    r"|(?<!\d)\d{1,2}(?:[:h]\d{2}){1,2}(?:\.\d{1,3})?(?:\s?(?:[ap]\.?m\b\.?|uhr|uur|h\b))?"
    r"|(?<!\d)\d{1,2}(?:\.\d{2})?\s?(?:h\b|[ap]\.?m\b\.?|uhr|uur|gmt|bst|cet)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at `text[start:end]`: one reading, or two when day and month can't be told apart.

    `short`: the year is printed with two digits, and nothing beside it says in which century.
    """

    start: int
    end: int
    readings: tuple[str, ...]
    updated: bool = False
    short: bool = False

    @property
    def iso(self) -> str:
        """The only reading, when it is one day of one year; otherwise nothing."""
        is_day = len(self.readings) == 1 and len(self.readings[0]) == 10 and not self.readings[0].startswith("--")
        return self.readings[0] if is_day else ""

    @property
    def month(self) -> str:
        """The month `1998-03` of a date that names no day; otherwise nothing."""
        return self.readings[0] if len(self.readings[0]) == 7 and not self.readings[0].startswith("--") else ""


def find(text: str) -> tuple[PrintedDate, ...]:
    """Return the dates in a short text (a line, the beginning of a paragraph), in order, none overlapping."""
    plain, places = folded(text)
    found: list[PrintedDate] = []
    reached = 0
    for match, readings in sorted(_matches(plain), key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < reached:
            continue
        start, end = match.span()
        is_update = _is_update(plain[reached:start], plain[end : end + 20])
        found.append(PrintedDate(places[start], places[end - 1] + 1, readings, is_update))
        reached = end
    return tuple(found)


def month_alone(text: str) -> tuple[PrintedDate, ...]:
    """Return the month of a line that holds nothing but a month and its year: `March 1998`, `1998年3月`."""
    found = month_within(text)
    return found if found and is_noise(text[: found[0].start] + " " + text[found[0].end :]) else ()


def month_within(text: str) -> tuple[PrintedDate, ...]:
    """Return the first month with its year in a short text."""
    plain, places = folded(text)
    match = _MONTH_ALONE.search(plain) if len(text) <= 60 else None
    number = (_MONTH_OF.get(match["m"] or "") or int(match["n"] or 0)) if match else 0
    if match is None or not 1 <= number <= 12:
        return ()
    reading = f"{match['y'] or match['y2']}-{number:02}"
    return (PrintedDate(places[match.start()], places[match.end() - 1] + 1, (reading,)),)


def short(text: str) -> tuple[PrintedDate, ...]:
    """Return the date of a line that prints its year with two digits: `05.03.18, 14:33`, `17-Dec-98`.

    A year up to 30 is one of this century where a time of day stands beside it; elsewhere it is doubtful (`short`).
    """
    plain, places = folded(text)
    match = _SHORT.search(plain) if len(text) <= 80 else None
    if match is None:
        return ()
    number = int(match["y"] or match["y2"] or match["y3"] or match["y4"])
    month = _MONTH_OF.get(match["m"] or match["m2"] or "") or int(match["n"] or match["n4"] or 0)
    day = int(match["d"] or match["d2"] or match["d3"] or match["d4"])
    year = number + (2000 if number <= LAST_OF_THIS_CENTURY else 1900)
    pairs = {(month, day), (day, month)} if match["d4"] else {(month, day)}
    readings = tuple(sorted(iso for one, other in pairs if (iso := _iso(year, one, other))))
    if not readings:
        return ()
    is_doubtful = number <= LAST_OF_THIS_CENTURY and not _TIME.search(
        plain[match.end() :] + " " + plain[: match.start()]
    )
    found = PrintedDate(places[match.start()], places[match.end() - 1] + 1, readings, short=is_doubtful)
    return (replace(found, updated=_is_update(plain[: match.start()], "")),)


def in_address(text: str) -> tuple[PrintedDate, ...]:
    """Return the day in the path of a web address: `https://example.org/2018/12/17/ferry/`."""
    match = _IN_ADDRESS.search(text)
    iso = _iso(*(int(part) for part in match.group("y", "m", "d"))) if match else ""
    return (PrintedDate(match.start("y"), match.end("d"), (iso,)),) if match and iso else ()


def without_times(text: str) -> str:
    """Return the text with times of day made into `|`; for looking at, since places shift."""
    return _TIME.sub("|", text)


def is_noise(text: str) -> bool:
    """Tell whether a text has only what stands around dates: days of the week, times, `Posted on`, marks."""
    plain = _TIME.sub(" ", folded(text)[0])
    return all(token in _NOISE for token in _TOKEN.findall(plain))


def is_weekday(word: str) -> bool:
    """Tell whether a word is a day of the week."""
    return _key(word) in _DAYS


def announces(line: str) -> bool:
    """Tell whether a line is nothing but words that dates follow: `Published`, `Publié le , mis à jour`."""
    tokens = _TOKEN.findall(folded(line)[0]) if len(line) <= 60 else []
    if len(tokens) > 1 and all(token in _NOISE for token in tokens) and any(token in _UPDATED for token in tokens):
        return True
    return _key(line) in _LEADING - {"date", "data", "datum", "first", "jour", "print", "printed"}


def trimmed(text: str) -> str:
    """Return the text without `Posted` and the like before it, and `on`, `at`, a day of the week after it."""
    text = text.strip(" \t\u00a0,;:-–—[]@")
    if text.count("(") != text.count(")") or text.startswith("("):
        text = text.strip("()")
    text = _BEFORE_DATE.sub("", text.strip())
    head, _, rest = text.partition(" ")
    if rest and _key(head) in _LEADING:
        return trimmed(rest)
    rest, _, last = text.rpartition(" ")
    if rest and _key(last) in _TRAILING:
        return trimmed(rest)
    return text


def last_before(month_day: str, anchor: str) -> str:
    """Return the last day called `--MM-DD` that is not after the ISO date `anchor`."""
    year = int(anchor[:4])
    month, day = int(month_day[2:4]), int(month_day[5:7])
    own = _iso(year, month, day)
    return own if own and own <= anchor else _iso(year - 1, month, day)


def in_year(month_day: str, year: str) -> str:
    """Return `--MM-DD` with a year, or nothing if that year has no such day."""
    return _iso(int(year), int(month_day[2:4]), int(month_day[5:7]))


def days_between(one: str, other: str) -> int:
    """Return how many days lie between two ISO dates."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _key(word: str) -> str:
    return folded(word)[0].strip(",.:;()")


def _matches(plain: str) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if readings := _readings({name: value for name, value in match.groupdict().items() if value}):
                yield match, readings


def _readings(parts: dict[str, str]) -> tuple[str, ...]:
    year = _year(parts)
    if "a" in parts:
        one, other = int(parts["a"]), int(parts["b"])
        pairs = {(other, one)} if parts["s"] == "." else {(other, one), (one, other)}
        return tuple(sorted(iso for month, day in pairs if (iso := _iso(year, month, day))))
    month = _MONTH_OF.get(parts["m"]) or _number(parts["m"])
    iso = _iso(year, month, _number(parts["d"]))
    return (iso,) if iso else ()


def _year(parts: dict[str, str]) -> int:
    """Return the year, 0 when none is printed."""
    if "era" in parts:
        return ERAS[parts["era"]] + (1 if parts["e"] == "元" else _number(parts["e"]))
    return _number(parts["y"]) if "y" in parts else 0


def _number(text: str) -> int:
    """Read digits or Chinese numerals below a hundred; years are read digit by digit."""
    digits = text.translate(_HAN_DIGITS)
    if "十" not in digits:
        return int(digits) if digits.isdigit() else 0
    tens, _, ones = digits.partition("十")
    if not all(part == "" or part.isdigit() for part in (tens, ones)):
        return 0
    return int(tens or "1") * 10 + int(ones or "0")


_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _iso(year: int, month: int, day: int) -> str:
    """Return `2018-12-17`, or `--12-17` for the year 0, or nothing if there is no such day."""
    try:
        known = date(year or 2000, month, day)
    except ValueError:
        return ""
    if year and not 1500 <= year <= 2099:
        return ""
    return known.isoformat() if year else f"--{month:02}-{day:02}"


def _is_update(before: str, after: str) -> bool:
    if any(token in _UPDATED for token in _TOKEN.findall(before)):
        return True
    return not _TOKEN.search(before) and after.strip().startswith("更新")
