"""The words of bylines: jobs, what newspapers are called, and the small words in names, in many languages."""

from __future__ import annotations

import re

ROLES = (
    "writer writers editor editors correspondent correspondents reporter reporters columnist chief"
    " photographer critic contributor contributing staff analyst producer journalist journalists intern"
    " freelance freelancer redakteur redakteurin berichterstatter спецкор корр korrespondent korrespondentin"
    " reporterin fotograf correspondant correspondante envoyé envoyée journaliste rédacteur rédactrice"
    " corresponsal enviado enviada redactor redactora periodista inviato inviata corrispondente giornalista"
    " correspondente jornalista repórter redacteur verslaggever корреспондент собкор обозреватель редактор כתב"
    " כתבת הכתב כתבנו פרשן עורך مراسل مراسلة محرر كاتب 记者 記者 特派員 特派员 实习生 通讯员 編集委員 论说委員"
)
OUTLET_ENDINGS = (
    "zeitung", "tageblatt", "tagblatt", "volksblatt", "wochenblatt", "abendblatt", "kreisblatt", "heimatblatt",
    "anzeiger", "nachrichten", "morgenpost", "nieuwsblad", "dagblad",
)  # fmt: skip
JOB_WORDS = (
    "senior junior chief deputy assistant associate managing executive special roving political politics crime court"
    " courts police business economics economy finance financial city metro local national international foreign"
    " diplomatic defence defense security legal home social education health medical science technology tech"
    " environment environmental rural farm agriculture transport arts culture music film theatre theater books"
    " religion religious royal sports sport football cricket rugby racing golf tennis news features night night-time"
    " investigative investigations data digital online community regional county affairs democracy consumer property"
    " travel food fashion lifestyle entertainment media labor labour industrial energy climate us uk europe"
    " asia africa american european washington london paris berlin moscow jerusalem beijing tokyo brussels rome the"
    " and of our own for general in-house guest freelance special-projects opinion comment editorial"
    " parliamentary"
)
"""What is said of a job before its name: `Rural affairs`, `Court`."""

OUTLET_WORDS = (
    "times post herald news tribune gazette journal star press chronicle observer guardian telegraph mail sun"
    " globe mirror express record standard courier dispatch sentinel examiner inquirer review bulletin magazine"
    " weekly daily radio messenger mercury enterprise beacon banner packet quarterly monitor independent"
    " advocate intelligencer gleaner citizen leader"
    " transcript television tv network online newspaper newspapers media argus echo advertiser ledger register"
    " enquirer bugle telegram vindicator clarion picayune statesman spectator crier tidings democrat republican"
    " chronicler courant pioneer recorder gazetteer dispatcher nonpareil wochenblatt abendblatt morgenblatt amtsblatt"
    " morgenpost abendpost tagespost landbote streekblad weekblad semanario semanário gazzettino indépendant éclaireur"
    " листок вечёрка"
    " zeitung allgemeine kurier bote merkur volksstimme blatt presse tagblatt tageblatt rundschau nachrichten"
    " anzeiger spiegel dépêche courrier progrès monde figaro libération parisien journal país heraldo correo"
    " gaceta mundo vanguardia diario periódico noticias messaggero mattino corriere repubblica gazzetta"
    " giornale folha globo correio gazeta público diário jornal notícias bode volkskrant telegraaf handelsblad"
    " dagblad courant krant правда известия газета ведомости новости вестник заря הארץ ידיעות מעריב עיתון חדשות"
    " קול במה صوت جريدة صحيفة مجلة الأهرام"
)
HAN_OUTLETS = (
    "日报",
    "日報",
    "晚报",
    "晚報",
    "新闻",
    "新聞",
    "时报",
    "時報",
    "周刊",
    "週刊",
    "早报",
    "晨报",
    "通信",
    "新報",
    "新报",
    "早報",
    "网",
    "タイムス",
    "タイムズ",
    "ニュース",
)
PARTICLES = (
    "de da do dos das di du del della der den des van von zu zur ter ten la le el al bin ibn ben bat abu y i e af av"
)
NOT_PERSONS = (
    "cape port saint san santa new north south east west los las fort mount lake united city county office"
    " department ministry police university college school council court press agency street island islands"
    " valley beach world home page read more latest breaking live top stories daily week weekend photos photo"
    " video gallery links sponsored business sports politics opinion editorial entertainment lifestyle health science"
    " technology about contact us privacy policy edition editions release bulletin terms use sign log subscribe"
    " buenos aires paulo janeiro los angeles francisco vegas diego york orleans delhi mumbai tel aviv haifa hong kong"
    " kuala lumpur addis ababa abu dhabi dubai costa rica sierra leone sri lanka africa america korea zealand"
    " arabia kingdom"
    " washington jerusalem petersburg nizhny novgorod guinea coast bay hill hills park river bridge square avenue road"
    " presidente president alcalde alcaldesa burgermeister mayor maire sindaco clerk secretary director chairman camara"
    " ayuntamiento prefeito prefeitura mairie rathaus museum museo musee gallery theatre theater church hospital"
    " dear reader readers sir sirs madam editor gentlemen"
    " foundation institute association committee society ministry group team labs guide topics choices fernsehen"
    " account choice company companies lottery special features topic series shop cards lenders brokers"
    " newsletter menu search site share follow comments republic kingdom stadt ciudad ville puerto porto río"
    " rio villa bad sankt нью город санкт תל ניו"
)
"""Words of places, offices and menus: two of them in capitals are no one's name."""

SMALL_WORDS = (
    "is are was were has have had in on at to for with not no after before over under its his her from up out off into"
    " be as an it he she we you they who what why how when where this that these those again back says said new"
    " more than"
    " still about against amid between during without get gets goes"
)
"""Small words of English headlines, which no name holds."""

STOP_WORDS = (
    "של את על לא עם אין מי מה או כי אל אם זה היא הוא גם רק כל في من على عن إلى لا ما هل أن مع بعد قبل هذا هذه كل"
    " Published Posted Updated"
)
"""Small words of Hebrew and Arabic, which no name holds, and what stands behind names on sites."""

WEAK_OUTLETS = "news media network online review weekly daily radio חדשות أخبار новости noticias notícias nachrichten"
"""Words that sections bear as often as newspapers: `Harbour News`."""

ARTICLES = "the le la les el los las die der das il lo o os het de"

OPENER = re.compile(
    r"[\s\u200e\u200f(\[■□●◆▲△◎○]*(?:"
    r"(?:(?:story|words|text|written|reported|reporting|reviewed|article|posted)\s+by|by"
    r"|from(?=\s+(?:(?:our|a)\s|\w+ [\w'’-]+ (?:at|in) ))"
    r"|von|par|por|di|da|door|af|av"
    r"|авторы?|автором|текст|מאת|על ידי|על-ידי|בידי|بقلم|بواسطة|كتبت|كتب|tekst|escrito por|publicado por|scritto da"
    r"|pubblicato da|geschrieben von|écrit par|publié par|geschreven door|geplaatst door|由(?=\s)"
    r"|беседовал[аи]?|записал[аи]?|подготовил[аи]?|propos recueillis par|recueillis? par|intervista di|a cura di"
    r"|interview by|interview von|aufgezeichnet von|das gespräch führte|entrevista de|entrevista por|texto de"
    r"|vraaggesprek door)(?:\s*[:：]\s*|\s+)"
    r"|(?:حاورته?|حوار|interview|интервью|采访|採訪|整理|聞き手|取材・文)\s*[:：・／/]\s*"
    r"|(?:作者|撰文|本报记者|本報記者|本[紙社]記者|本[报報](?:特派[员員]|通讯员|通訊員)|记者|記者)[\s:：/／＝=・]*"
    r"|(?:authors?(?: of the article)?|writer|autore?|auteur|autora|reporter|verfasser(?:in)?)\s*[:：]\s*"
    r"|(?:text|texto|texte|testo|tekst|текст|تقرير|تحقيق|حاورها|حاوره)\s*[:：]\s*"
    r"|(?:nos|notre) envoyée?s? spécia(?:le?|ux|les)(?: à [\w-]+)?,?\s+|d(?:al|ai) nostr[oi] inviat[oi](?: a \w+)?,?\s+"
    r"|(?:文|取材|投稿者|執筆者?|文責)\s*[:：/／＝=・]\s*"
    r")",
    re.IGNORECASE,
)
"""The words that open a byline."""
