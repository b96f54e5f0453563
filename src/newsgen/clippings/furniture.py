"""What stands around a story on a printed or scraped page and isn't the story.

Owns the words of blog software and news sites by language (WordPress and its translations first), in tables: a
phrase there is a whole line, or a whole part of one between `|`, never a word inside a sentence. Also owns the marks
of sources. A line is judged alone; where in the text it stands is the caller's affair.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsgen.clippings.furniture_words import (
    BUTTONS,
    COMMENT_FORM,
    COMMENTS,
    END_MARKS,
    FORM,
    INSETS,
    MENU,
    NETWORKS,
    PAGE,
    RELATED,
    SECTIONS,
    SHARE_WORDS,
    SHARING,
)
from newsgen.news import names, printed_dates
from newsgen.news.folding import folded

MAX_LINE = 200

_FILED = (
    r"filed under|posted in|categor(?:y|ies)|kategorien?|abgelegt unter|veröffentlicht in|classé (?:sous"
    r"|dans)|publié dans"
    r"|catégories?|archivado (?:en|como|bajo)|publicado en|categorías?|archiviato (?:in|sotto)"
    r"|pubblicato in|categori[ea]"
    r"|arquivado (?:em|sob)|publicado em|categorias?|opgeslagen onder|geplaatst in|categorieën|категори[яи]|рубрик[аи]"
    r"|опубликовано в|נשלח ב|פורסם בקטגוריה|קטגוריות|קטגוריה|מדור|التصنيفات|التصنيف|مصنف في|نشرت في|分类目录"
    r"|分类|分類|カテゴリー"
)
_FILING = re.compile(rf"\s*(?:{_FILED})\s*(?::|：|\s)[\s:]*(?P<section>\S.{{0,120}})", re.IGNORECASE)
_WITH_COMMENTS = re.compile(r"\s+(?:with|mit|avec|con|com|met|с)\s+\d+ .*$")
_TAGS = re.compile(
    r"\s*(?:(?:tags?|labels?|tagged|tagged with|tagged as|keywords|schlagwörter|schlagworte|étiquettes?|mots-clés"
    r"|etiquetas|etiquetado|etichette|метки|теги|תגיות|תגים|وسوم|الوسوم|标签|標籤|タグ)\s*[:：]"
    r"|tagged (?:with|as)?|verschlagwortet mit |in [\"“«])",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\s*(?:©|\(c\)(?=\s*\w)|copyright\b|this entry was posted|you can follow any responses|both comments and pings"
    r"|click to (?:share|email|print)|share (?:on|via|with) "
    r"|(?:partager|compartir|teilen|delen|condividi|compartilhar|поделиться) (?:sur|en|auf|op|su|no|em|в) "
    r"|שתפו ב|分享到|klick, um|cliquez pour|haz clic para|fai clic|clique para"
    r"|klik om|нажмите"
    r"|לחצו כדי|לחץ כדי|انقر|اضغط|点击(?:分享|以)|クリックして|url\s*:|https?://|permalink\b|\d+ min(?:ute)?s? read\b"
    r"|[（(]?(?:责任编辑|責任編輯|责编|编辑|編輯)\s*[:：]|[^\s@]{1,60}@[^\s@]{1,60}$)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:media|press|for (?:more |further )?information,?(?: please)?)\s+)?"
    r"(?:contacts?|(?:presse)?kontakt|contacto|contatti|contatto|контакты?|ansprechpartner(?:in)?)\b.{0,30}[:：].{0,80}"
    r"|(?:【お問い合わせ(?:先)?】|お問い合わせ先|联系人).{0,60}",
    re.IGNORECASE,
)
"""What a press release begins or ends with, its sender's address below it."""

_ASIDE = re.compile(
    r"\s*(?:\d{1,3}[ -]?min(?:ut[eio]s?|uten|utos|utes?)?n?\.?"
    r" (?:read|de lecture|de lectura|di lettura|de leitura|leestijd|lesezeit)"
    r"|(?:temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|lesezeit|lesedauer|leestijd|reading time"
    r"|время чтения|זמן קריאה)\s*:?.{0,20}"
    r"|\d{1,4} of \d{1,5} documents?|final edition"
    r"|(?:first|late|early|city|national|home|sunday|morning|evening) edition"
    r"|(?:presse|medien)mitteilung\b.{0,25}|(?:press|news) release\b.{0,15}|communiqué de presse\b.{0,15}"
    r"|nota de prensa\b.{0,15}|(?:AM|PM|BC|AP)-[\w' .-]{2,30}(?:,.{0,30}\d{3,4}|, (?-i:[A-Z0-9 ]{2,12}))"
    r"|[^.!?]{0,25}[•·|]?\s*\d{1,3} min(?:uten|utes|\.)?"
    r"|(?:recommended|more) from .{2,30}|\[?(?:transcribed|typed|submitted|contributed|copied) by .{3,60}"
    r"|slideshow:? ?(?:\d+ of \d+)?|the wayback machine\b.*|.{3,90}, \d{2,4} ?pp\b.{0,40}|story highlights"
    r"|highlights|key points|at a glance|image \d+ of \d+"
    r"|contact (?:the )?editor|view full size|enlarge|skip to (?:main )?(?:content|navigation)\b.{0,30}"
    r"|\d{1,6} (?:words|wörter|mots|palabras|parole|palavras|woorden|字|views|shares|likes|просмотров|слов)"
    r"|(?:about |updated )?(?:an?|\d{1,3}) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|(?:vor|il y a|hace) \d{1,3} [^\W\d_]{2,12}"
    r"|(?:atualizad[oa] |actualizad[oa] )?há \d{1,3} [^\W\d_]{3,8}"
    r"|[a-zA-Z]{2,5} ?/{1,2} ?[a-zA-Z]{2,5}\.?|AP-[A-Z]{2}-[\d-]{6,10}.{0,12}"
    r"|this article is more than .{1,30} old|@\w{1,40}|(?:follow|connect with) (?:us|me|@.{1,40}"
    r"|.{1,40} on (?:twitter|facebook|instagram|x))"
    r"|follow on twitter|close panel|about sharing"
    r"|(?:image|media) (?:caption|source|copyright),?|for immediate release|\d{1,3}"
    r"|[\[(]?by (?:cable|telegraph|telephone|wireless|mail|air ?mail|wire)[.,)\] ]*)\s*",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(
    r"enable javascript|javascript is (?:disabled|required|not)|already a (?:subscriber|member)"
    r"|^sign up for\b|^subscribe\b"
    r"|^this (?:web ?)?site (?:works|is best|uses|requires)|^best viewed (?:in|with)"
    r"|^get the latest\b|^download (?:our|the) app|^this (?:article|story) (?:was|is) (?:originally|first) published"
    r"|^a version of this (?:article|story) appear|^our standards\b|^follow us\b|^listen to this\b"
    r"|(?:our|free|your|daily|sign up|subscribe|recevez|inscri|abonn|anmeld|unser|notre|nuestra|nostra|nossa)"
    r".{0,40}newsletter"
    r"|newsletter.{0,20}(?:sign|abonn|inscri|anmeld|iscriv)|нашу рассылк|לניוזלטר|النشرة البريدية|onze nieuwsbrief"
    r"|for all the latest .{3,40} (?:news|updates)|download the .{0,30}app\b|get the .{3,60} in your inbox"
    r"|je m['’]inscris"
    r"|нашли (?:ошибку|опечатку)|выделите (?:её|ошибку|текст)|^about these ads|not loaded yet, but your article"
    r"|found (?:a|an) (?:typo|error|mistake)|fehler gefunden|read (?:more|the full story) (?:at|on|here)"
    r"|^to contact the (?:reporter|editor|author)|^share or comment|^since you['’]re here|^more from the .{3,30}$"
    r"|^receba as notícias|подписывайтесь на|残り\d+文字"
    r"|^la suite est réservée|réservée? aux abonnés|^you have \d+ free"
    r"|^view (?:gallery|bio|photos|comments)|^you receive this e-?mail|^read online"
    r"|^written by the staff|^deel bewaar|^end forwarded|^dokument \d+ von|^document \d+ (?:of|de)"
    r"|^thanks for reading|^thank you for reading|republished? (?:here )?with permission"
    r"|as notícias no seu e-mail|jetzt kostenlos registrieren|^字号"
    r"|^to request a correction|^tap here to|^click here\b|^hier klicken"
    r"|^(?:jetzt )?klicken sie|^cliquez ici|^ha(?:z|ga) clic|^clicca qui|^clique aqui|^klik hier"
)
_OF_COOKIES = re.compile(
    r"\b(?:we use|site|website|experience|accept|consent|agree\w*|brows\w*|uses? cookies|preferences|settings|policy"
    r"|wir|nous|utiliza\w*|utilis\w*|verwend\w*|akzeptier\w*|accepter|aceptar|aceitar|accetta\w*|мы используем)\b"
)
_ENTRY = re.compile(
    r"\s*(?:this (?:entry|post|article|report)(?: by [\w ]{3,40})? was (?:first )?(?:posted|published|filed)"
    r"|dieser (?:beitrag|eintrag|artikel) wurde"
    r"|ce(?:t article| billet| contenu| message)? (?:a été|est) (?:publié|posté)|esta entrada (?:fue|se)|quest[oa]"
    r" (?:articolo|elemento|voce) (?:è stat[oa]|è)|este (?:artigo|texto|post) foi|dit bericht (?:werd|is)"
    r"|запись опубликована|эта запись|הפוסט פורסם|פוסט זה פורסם|רשומה זו|此条目发表在|本文发[表布]于|この投稿は"
    r"|cet(?:te)? (?:entrée|publication) (?:a été|est)|esta (?:entrada|publicação) foi"
    r"|este (?:post|artículo) (?:fue|se)"
    r"|dit artikel (?:werd|is) geplaatst|данная запись|تم نشر هذا المقال|نُ?شرت هذه (?:المقالة|التدوينة))"
    r"|[^“”\"«»]{10,400}\b(?:permalink|permalien|enlace permanente|link permanente|ligação permanente"
    r"|постоянн\w+ ссылк\w+"
    r"|קישור ישיר|قم بحفظ الرابط|パーマリンク|固定链接)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"\s*(?:read (?:more|also|next)|also read|más información|más en"
    r"|per approfondire|pour aller plus loin|weitere informationen"
    r"|see also|related|more on this|lesen sie (?:auch|mehr)|mehr zum thema"
    r"|(?:à )?lire aussi|lea también|lee también|te puede interesar|leggi anche|leia (?:também|mais)|lees (?:ook|meer)"
    r"|читайте также|קראו (?:גם|עוד)"
    r"|اقرأ أيضا|相关阅读|延伸阅读|延伸閱讀|相关新闻|あわせて読みたい|関連記事)\s*[:：>»|→]\s*\S",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\s*(?:about the authors?|über den autor|über die autorin|à propos de l['’]auteure?|sobre el autor|об авторе"
    r"|(?:about|view all posts by|more (?:posts|stories|articles) by|all posts by)\s+(?P<name>[^.,]{4,40}))\s*",
    re.IGNORECASE,
)
_SAYS = re.compile(r".{2,40}\s(?:says|said|wrote|schreibt|sagt|dit|dice|disse|diz|zegt|пишет|כתב)\s*:?", re.IGNORECASE)
_READERS_WROTE = re.compile(
    r"\s*(?:\d{1,4}|one|two|three|ein|eine|un|una|один)\s+"
    r"(?:thoughts? on|(?:responses?|repl(?:y|ies)|comments?) (?:to|on)|gedanken? zu|antworten (?:zu|auf)|réponses? à"
    r"|commentaires? sur|réflexions? sur|comentarios? en|respuestas? a|pensieri? su|commenti? su|risposte a"
    r"|comentários? (?:em|sobre)|respostas? a|gedachten? over|reacties? op|комментари(?:й|я|ев) (?:к|на)|תגובות על)"
    r"\s*[:“\"«„”״‘']",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(r"[«‹←][^»|]{2,120}[^».!?|]|[^«.!?|]{3,120}[^«.!?,|]\s[»›→]")
_SOURCE = re.compile(
    r"[\s(\[]*(?:source|via|originally published (?:in|by)|first published (?:in|by)|reprinted from"
    r"|courtesy of|quelle|fonte"
    r"|fuente|bron|источник|מקור|المصدر|来源|來源|出典|稿源)(?:\s*[:：]\s*|\s+)(?P<named>\S.{0,80})",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*[Ff](?:rom|ROM) (?P<named>(?:[Tt]he|THE) .{2,60})")


_FIGURES = "0123456789,.() "


@lru_cache(maxsize=2048)  # a row is held against each of the others
def key(text: str) -> str:
    """Return a line without case, accents, marks at its ends and doubled spaces, for looking it up."""
    return " ".join(folded(text)[0].split()).strip(" .,:;!?。：！？、…»«<>()[]{}【】〈〉《》|•·*→←↓↑›‹-–—\"“”'’")


def reason(text: str) -> str:
    """Say in a word or two why a whole line, or a part of one, isn't the story's; nothing if it may well be."""
    if len(text) > MAX_LINE:
        return ""
    word = key(text)
    if not word:
        return "end mark" if text.strip() else ""
    if _CONTACT.fullmatch(text):
        return "contact"
    if found := _REASONS.get(word) or _REASONS.get(word.lstrip(_FIGURES)) or _REASONS.get(word.rstrip(_FIGURES)):
        return found
    parts = [part for part in re.split(r"\s[/|•·–—-]\s|\s{3,}", text) if part.strip()]
    if len(parts) > 1 and all(reason(part) for part in parts):
        return reason(parts[0])
    author = _AUTHOR.fullmatch(text)
    if author and (not author["name"] or names.is_name(author["name"].strip(" →»>."))):
        return "about the author"
    if _TAGS.match(text) or (_FILING.match(text) and not printed_dates.find(text)):
        return "filing"
    if _NOTICE.match(text):
        return "notice"
    if _ASIDE.fullmatch(text) or _is_of_cookies(word):
        return "page furniture"
    of_page = _OF_THE_PAGE.search(word)
    is_letter = "newsletter" in word and len(word) <= 50 and text[-1:] not in '.!?”"'
    if is_letter or (of_page and (len(word) <= 100 or of_page.start() == 0)):
        return "newsletter"
    if _is_of_buttons(word):
        return "share buttons"
    return "navigation" if _NEIGHBOUR.fullmatch(text.strip()) else ""


def _is_of_buttons(word: str) -> bool:
    """Tell whether a line is made of the words of share buttons, with a network among them: `Share on Facebook`."""
    words = [each for each in word.split() if any(map(str.isalpha, each))]
    if words != word.split() and len(words) == 1 and words[0] in _SHARE_WORDS:
        return True
    if not 1 < len(words) <= 12:
        return False
    if all(each in _REASONS for each in words) and len(words) <= 8:
        return True
    bare = [each[1:] if each[:1] in "בל" and each[1:] in _NETWORKS else each for each in words]
    return not _NETWORKS.isdisjoint(bare) and all(each in _NETWORKS or each in _SHARE_WORDS for each in bare)


def is_readers_name(line: str) -> bool:
    """Tell whether a line is the head of a reader's comment: `Tom says:`."""
    return len(line) <= 60 and _SAYS.fullmatch(line.strip()) is not None


def continues(why: str, line: str) -> bool:
    """Tell whether an unmarked line may belong to the block that a marked line above it has opened."""
    text = line.strip()
    if why == "comment form":
        return is_form(text) or (len(text) <= 60 and not text.endswith((".", "。", "!", "?")))
    if why == "share buttons":
        return len(text) <= 40 and not text.endswith((".", "。"))
    if why == "about the author":
        return len(text) <= 300
    if why == "related stories":
        return len(text) <= 160 and not text.endswith((".", "。", "۔", "”", '"'))
    return False


def is_form(line: str) -> bool:
    """Tell whether a line is a label or a sentence of a comment form."""
    return len(line) <= 600 and key(line[:80]).startswith(_FORM)


def is_inset(line: str) -> bool:
    """Tell whether a line between two paragraphs is an advertisement's label or a pointer to another story."""
    return len(line) <= MAX_LINE and (key(line) in _INSET_KEYS or _POINTER.match(line) is not None)


def is_entry_notice(line: str) -> bool:
    """Tell whether a line is blog software's sentence on when and where an entry was posted."""
    return len(line) <= 600 and _ENTRY.match(line) is not None


def is_breadcrumb(line: str) -> bool:
    """Tell whether a line is a menu or a path of links: `News / Harbour`, `Home | Sport | Weather`."""
    parts = [key(part) for part in re.split(r"\s+[/>›»→|•·]\s+|\s{2,}", line.strip())]
    if len(parts) == 1 and not line.isascii():
        words = [key(part) for part in line.split()]
        known = sum(word in _HOME or word in _SECTION_KEYS for word in words)
        return known > 2 and known + 1 >= len(words)
    if not 1 < len(parts) <= 12 or not all(0 < len(part.split()) <= 4 for part in parts):
        return False
    if len(parts) > 2 and not any(char.isdigit() for char in line):
        return True
    return parts[0] in _HOME or not _SECTION_KEYS.isdisjoint(parts)


def is_of_the_page(line: str) -> bool:
    """Tell whether a line, however long, asks for leave to set cookies."""
    return len(line) <= 800 and _is_of_cookies(key(line))


def _is_of_cookies(word: str) -> bool:
    return "cookie" in word and len(set(_OF_COOKIES.findall(word))) > 1


def begins_readers_comments(line: str) -> bool:
    """Tell whether a line is the heading `3 thoughts on “…”`, after which only readers' comments come."""
    return len(line) <= MAX_LINE and _READERS_WROTE.match(line) is not None


def section(text: str) -> str:
    """Return the section of `Filed under: News`, if it is one plain name."""
    match = _FILING.match(text)
    named = _WITH_COMMENTS.sub("", match.group("section").strip(" .|»")) if match else ""
    return named if len(named.split()) <= 3 and not re.search(r"[,;|/،、，&]", named) else ""


def source(text: str) -> str:
    """Return the outlet that a credit line names (`Source: …`, `From The …`, `via …`); an address isn't one."""
    match = _SOURCE.fullmatch(text) if len(text) <= MAX_LINE else None
    named = match.group("named").strip(" .)]") if match else ""
    if not named and (origin := _FROM.fullmatch(text)) and names.has_outlet_word(origin.group("named")):
        named = origin.group("named").strip(" .")
    if match and not re.search(r"[:：]", text) and not named[:1].isupper() and named[:1].isascii():
        return ""
    if dates := printed_dates.find(named):
        named = named[: dates[0].start].strip(" ,")
    named = named.removeprefix("the ")
    return "" if "://" in named or len(named.split()) > 8 else named


@lru_cache(maxsize=2048)
def is_section_word(text: str) -> bool:
    """Tell whether a line is the name of a section or a label such as `EXCLUSIVE`: what a kicker says."""
    words = [key(part) for part in re.split(r"[|/>]", text)]
    return bool(words) and all(word in _SECTION_KEYS for word in words)


def begins_with_section(text: str) -> bool:
    """Tell whether a label has a section among its parts: `Football | Third Division`, `Handball, Kreisliga`."""
    parts = [key(part) for part in re.split(r"[|/,:·]", text)]
    return len(parts) == 2 and parts[0] in _SECTION_KEYS and 0 < len(parts[1].split()) <= 4


def _phrases(table: str) -> list[str]:
    return [word for phrase in table.replace("\n", "").split("|") if (word := key(phrase))]


_INSET_KEYS = frozenset(_phrases(INSETS))
_HOME = frozenset(
    (
        "home",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "portada",
        "главная",
        "ראשי",
        "الرئيسية",
        "首页",
        "トップ",
        "ホーム",
    )
)
_FORM = tuple(_phrases(FORM))
_SECTION_KEYS = frozenset(_phrases(SECTIONS))
_NETWORKS = frozenset(_phrases(NETWORKS))
_SHARE_WORDS = frozenset(word for phrase in _phrases(SHARE_WORDS) for word in phrase.split())
_REASONS = {
    word: why
    for why, table in (
        ("end mark", END_MARKS),
        ("navigation", MENU),
        ("page furniture", PAGE),
        ("share buttons", BUTTONS),
        ("share buttons", SHARING),
        ("related stories", RELATED),
        ("comment form", COMMENT_FORM),
        ("comments", COMMENTS),
    )
    for word in _phrases(table)
}
