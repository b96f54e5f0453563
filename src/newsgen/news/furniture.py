"""What stands around a story on a printed or scraped page and isn't the story.

Owns the words of blog software and news sites by language (WordPress and its translations first), in tables: a
phrase there is a whole line, or a whole part of one between `|`, never a word inside a sentence. Also owns the marks
of sources. A line is judged alone; where in the text it stands is the caller's affair.
"""

from __future__ import annotations

import re

from newsgen.news import bylines
from newsgen.news.printed_dates import folded

MAX_LINE = 200

# One row a language: en de fr es it pt nl ru he ar zh ja. A row's phrases are parted by `|`.
COMMENTS = """
comments|comment|no comments|no comments yet|comments closed|comments are closed|comments off|add comment|responses
|response|comments are closed for this entry|replies|reply|discuss|view comments|show comments|join the conversation
|kommentare|kommentar|keine kommentare|kommentare geschlossen|kommentare sind geschlossen|kommentare deaktiviert
|commentaires|commentaire|aucun commentaire|pas de commentaire|commentaires fermés|les commentaires sont fermés
|commentaires clos|comentarios|comentario|sin comentarios|no hay comentarios|comentarios cerrados
|los comentarios están cerrados|comentarios desactivados|commenti|commento|nessun commento|commenti chiusi
|i commenti sono chiusi|commenti disabilitati|comentários|comentário|sem comentários|nenhum comentário
|comentários encerrados|comentários fechados|os comentários estão fechados|comentários desativados|reacties|reactie
|geen reacties|reacties gesloten|reacties zijn gesloten|reacties uitgeschakeld|комментарии|комментарий|комментария
|комментариев|нет комментариев|комментариев нет|комментарии закрыты|комментарии отключены|обсуждение закрыто|תגובות
|תגובה|תגובה אחת|אין תגובות|התגובות סגורות|סגור לתגובות|תעليقات|تعليقات|التعليقات|تعليق|تعليق واحد|لا تعليقات
|لا توجد تعليقات|التعليقات مغلقة|التعليقات على هذا المنشور مغلقة|评论|条评论|暂无评论|没有评论|评论已关闭|评论关闭
|評論|則留言|留言|留言功能已關閉|尚無留言|条留言|コメント|件のコメント|コメントなし|コメントはありません
|コメントは受け付けていません|コメントは停止中です
"""
COMMENT_FORM = """
leave a reply|leave a comment|leave a response|leave a reply cancel reply|post a comment|add a comment|write a comment
|submit a comment|cancel reply|speak your mind|schreibe einen kommentar|schreiben sie einen kommentar
|hinterlasse einen kommentar|hinterlasse eine antwort|kommentar verfassen|kommentar schreiben|antworten abbrechen
|schreibe einen kommentar antworten abbrechen|laisser un commentaire|laisser une réponse|poster un commentaire
|ajouter un commentaire|laisser un commentaire annuler la réponse|annuler la réponse|deja una respuesta
|deja un comentario|dejar un comentario|deja una respuesta cancelar la respuesta|deja un comentario cancelar respuesta
|cancelar la respuesta|cancelar respuesta|lascia un commento|lascia una risposta|lascia un commento annulla risposta
|annulla risposta|deixe um comentário|deixe uma resposta|deixar um comentário|cancelar resposta
|deixe um comentário cancelar resposta|geef een reactie|laat een reactie achter|plaats een reactie|reactie annuleren
|geef een reactie reactie annuleren|добавить комментарий|оставить комментарий|оставьте комментарий|отменить ответ
|добавить комментарий отменить ответ|כתיבת תגובה|השארת תגובה|השאר תגובה|להשאיר תגובה|הוספת תגובה|הוסף תגובה
|ביטול תגובה|כתיבת תגובה לבטל|כתיבת תגובה ביטול|اترك تعليقا|اترك ردا|اترك رد|أضف تعليقا|أضف تعليق|إلغاء الرد
|اترك تعليقا إلغاء الرد|发表评论|发表回复|取消回复|发表评论 取消回复|发表回复 取消回复|發表評論|發表迴響|發佈留言
|发布评论
|發佈留言 取消回覆|取消回覆|コメントを残す|コメントをどうぞ|コメントする
|コメントを残す コメントをキャンセル|コメントをキャンセル
|返信をキャンセル
"""
SHARING = """
share this|share|share on|save|merken|speichern|opslaan|printen|tweetar|twittear|enviar|envoyer|invia|salva
|guardar|отправить|сохранить|שלחו לחבר|שמירה|حفظ|إرسال|收藏|转发|sharing|share this story|share this article
|share this post|like this|like|like loading|j'aime chargement|gefällt mir wird geladen|me gusta cargando
|mi piace caricamento|curtir carregando|vind ik leuk laden|нравится загрузка|like|loading|follow us|teilen mit
|teilen|diesen artikel teilen|gefällt mir|wird geladen|partager|partager ceci|partagez|j'aime ça|j'aime
|chargement|compártelo|comparte esto|compartir|compartir en|me gusta esto|me gusta|cargando|condividi|mi piace
|caricamento|compartilhe isso|compartilhe|compartilhar|partilhar isto|partilhar|curtir isso|curtir|carregando
|gosto disto|delen|deel dit|vind ik leuk|laden|поделиться|поделиться ссылкой|поделитесь|понравилось это|нравится
|загрузка|שתפו|שתף|שיתוף|שתפו את זה|אהבתי|טוען|شارك هذا الموضوع|شارك|مشاركة|معجب بهذه|إعجاب|تحميل|分享到
|分享此文|分享|赞过|喜欢|加载中|分享此文章|喜歡|载入中|共有|いいね|読み込み中|シェア
"""
BUTTONS = """
facebook|twitter|x|tweet|reddit|linkedin|whatsapp|telegram|pinterest|tumblr|pocket|skype|mastodon|bluesky|threads
|instagram|email|e-mail|mail|print|more|pin it|google|google+|digg|delicious|stumbleupon|flipboard|copy link|link|rss
|youtube|vk|вконтакте|одноклассники|weibo|wechat|微博|微信|line|hatena|はてブ|はてなブックマーク|messenger|sms|xing
|drucken|mehr|imprimer|imprimir|stampa|afdrukken|печать|הדפסה|طباعة|打印|列印|印刷|plus|más|altro|mais|meer|ещё|עוד
|المزيد|更多|correo electrónico|courriel|пошта|почта|אימייל|דוא״ל|البريد الإلكتروني|电子邮件|電子郵件|メール|фейсбук
|פייסבוק|טוויטר|فيسبوك|تويتر|واتساب|ツイート|facebook(opens in new window)
"""
RELATED = """
related|related posts|related articles|related stories|related content|related news|related links
|related coverage|you may also like|you might also like|more stories|more from this section|more on this story
|see also|read also|also read|recommended|most read|most popular|trending|das könnte sie auch interessieren
|meistgelesen|lo más visto|lo más leído|más leídas|les plus lus|à la une|i più letti|mais lidas|mais lidos
|meest gelezen|самое читаемое|самое популярное|הנקראות ביותר|הכי נקראים|الأكثر قراءة|最热|热门文章
|アクセスランキング|you may be interested in|more from|in this section|topics|ähnliche beiträge|ähnliche artikel
|verwandte artikel|verwandte beiträge|ähnliches|mehr zum thema|lesen sie auch|articles similaires
|sur le même thème|articles liés|similaire|à lire aussi|lire aussi|relacionado|entradas relacionadas
|artículos relacionados|noticias relacionadas|te puede interesar|lea también|ver también|correlati
|articoli correlati|post correlati|leggi anche|potrebbe interessarti|posts relacionados|artigos relacionados
|leia também|veja também|notícias relacionadas|gerelateerd|gerelateerde berichten|gerelateerde artikelen
|lees ook|похожее|похожие записи|похожие статьи|похожие новости|читайте также|по теме|קשור|פוסטים קשורים
|כתבות קשורות|כתבות נוספות|קראו גם|אולי יעניין אתכם|مرتبط|مقالات ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيضا
|相关|相关文章|相关新闻|相关阅读|推荐阅读|相關文章|相關新聞|延伸閱讀|関連|関連記事|関連ニュース|あわせて読みたい
|おすすめ記事
"""
PAGE = """
advertisement|advertisements|ad|sponsored|story continues below|story continues below advertisement
|continue reading|article continues below|read more|read more here|read the full story|print|print this
|print article|email|e-mail|email this|subscribe|subscribe now|sign up|sign in|log in
|subscribe to our newsletter|listen to this article|save|skip to main content|skip to navigation|accept
|accept all|reject all|ok|got it|close|account|my account|register|donate|support us|newsletters|newsletter
|contact|contact us|about|about us|privacy policy|terms of use|share page|copy link|live|video|photos|podcasts
|e-paper|epaper|toggle navigation|main menu|gift article|bookmark|text size|font size|press release
|pressemitteilung|presseerklärung|communiqué de presse|nota de prensa|comunicado de prensa|comunicato stampa
|comunicado de imprensa|nota à imprensa|persbericht|пресс-релиз|הודעה לעיתונות|بيان صحفي|新闻稿|新聞稿
|プレスリリース|報道関係者各位|報道資料|zur sofortigen veröffentlichung|a la prensa|aos jornalistas|home|menu
|skip to content|search|back to top|permalink|bookmark the permalink|trackback|trackbacks|pingbacks
|all rights reserved|previous|next|previous post|next post|older posts|newer posts|older|newer|previous article
|next article|view all posts|powered by wordpress|proudly powered by wordpress|edit|report a typo|anzeige
|werbung|weiterlesen|weiter lesen|drucken|abonnieren|vorheriger beitrag|nächster beitrag|alle rechte vorbehalten
|publicité|lire la suite|continuer la lecture|imprimer|s'abonner|abonnez-vous|article précédent|article suivant
|tous droits réservés|publicidad|leer más|seguir leyendo|sigue leyendo|continuar leyendo|imprimir|suscríbete
|suscribirse|anterior|siguiente|todos los derechos reservados|pubblicità|leggi tutto|continua a leggere
|leggi di più|stampa|iscriviti|abbonati|articolo precedente|articolo successivo|tutti i diritti riservati
|riproduzione riservata|publicidade|leia mais|continue lendo|continuar a ler|assine|todos os direitos reservados
|advertentie|reclame|lees meer|lees verder|verder lezen|afdrukken|abonneer|vorig bericht|volgend bericht
|alle rechten voorbehouden|реклама|читать далее|читать дальше|читать полностью|печать|подписаться
|предыдущая запись|следующая запись|все права защищены|פרסומת|קרא עוד|קראו עוד|המשך קריאה|להמשך קריאה|הדפסה|הדפס
|הרשמה|כל הזכויות שמורות|إعلان|إعلانات|اقرأ المزيد|متابعة القراءة|تابع القراءة|طباعة|اشترك|جميع الحقوق محفوظة
|广告|廣告|阅读更多|继续阅读|閱讀更多|繼續閱讀|阅读全文|打印|订阅|版权所有|広告|続きを読む|もっと読む|印刷|購読
|無断転載を禁じます|無断転載禁止
"""
END_MARKS = (
    "-30-|30|###|##|#|end|(end)|ends|fin|ende|конец|完|（完）|(完)|***|* * *|---|-----|___|=====|~~~|■|◆|•••|- - -|..."
)
FORM = """
name|email|e-mail|website|url|comment|message|submit|submit comment|post comment|notify me|save my name|required
|your email address will not be published|required fields are marked|fields are marked|this site uses akismet
|fill in your details|you must be logged in|you must log in|logged in as|log in to|currently you have javascript|xhtml
|you can use these|you may use these|mail will not be published|δ|your comment|your name|your email|enter your
|click here to cancel|connect with|learn how your comment data|deine e-mail-adresse|ihre e-mail-adresse|erforderliche
|meinen namen|kommentar|du musst angemeldet|sie müssen angemeldet|diese website verwendet akismet|benachrichtige mich
|nom|votre adresse|les champs obligatoires|enregistrer mon nom|commentaire|site web|ce site utilise akismet|vous devez
|prévenez-moi|tu dirección|los campos obligatorios|guarda mi nombre|comentario|nombre|correo electrónico|web
|este sitio usa|recibir un|publicar el comentario|lo siento, debes|nome|il tuo indirizzo|i campi obbligatori
|salva il mio nome|commento|sito web|questo sito usa|invia commento|devi essere|o seu endereço|o seu e-mail
|campos obrigatórios|salvar meus|guardar o meu|comentário|este site utiliza|você precisa|publicar comentário|naam
|je e-mailadres|vereiste velden|mijn naam|reactie|site|deze site gebruikt|je moet|имя|ваш адрес|ваш e-mail
|обязательные поля|сохранить моё|комментарий|сайт|отправить комментарий|для отправки|чтобы оставить
|этот сайт использует|שם|אימייל|אתר|תגובה|התגובה שלך|האימייל לא יוצג|כתובת האימייל|שדות החובה|שמור בדפדפן|יש להתחבר
|להגיב|الاسم|البريد الإلكتروني|الموقع|التعليق|لن يتم نشر|الحقول الإلزامية|احفظ اسمي|إرسال التعليق|يجب أنت تكون|姓名
|昵称|电子邮件|电子邮箱|邮箱|网站|网址|站点|评论|您的|您必须|在此浏览器|必填|发表评论|提交评论|显示名称|電子郵件
|個人網站|你的電子郵件|留言|名前|メール|サイト|コメント|新しいコメント|次回の|コメントを送信|が付いている|このサイトは
"""
SECTIONS = """
news|world|world news|local|local news|national|international|politics|business|economy|sport|sports|opinion
|editorial|analysis|culture|arts|science|technology|health|education|obituary|obituaries|exclusive|breaking news
|breaking|feature|features|comment|commentary|letters|letter to the editor|letters to the editor|letters
|leserbriefe|leserbrief|courrier des lecteurs|cartas al director|cartas|lettere|lettere al direttore
|cartas do leitor|brieven|ingezonden|письма в редакцию|письма|מכתבים למערכת|מכתבים|رسائل القراء|读者来信
|讀者來信|読者の声|声|投書|breves|kurz notiert|in breve|en bref|tribune|tribuna|gastbeitrag|local news|fútbol
|fußball|football|futebol|calcio|voetbal|футбол|handball|tennis|basketball|portrait|porträt|reportage
|cronaca locale|région|regional|review|interview|investigation|lifestyle|travel|weather|crime|courts|environment
|religion|entertainment|special report|in brief|foreign|nation|metro|city|region|front page|the arts|nachrichten
|politik|wirtschaft|sport|kultur|wissenschaft|gesellschaft|ausland|inland|lokales|meinung|kommentar|leitartikel
|panorama|feuilleton|politique|économie|monde|société|france|sciences|éditorial|opinions|faits divers|política
|economía|internacional|nacional|mundo|deportes|cultura|sociedad|opinión|españa|ciencia|sucesos|politica
|economia|esteri|cronaca|cronache|interni|società|scienza|mondo|esportes|desporto|ciência|sociedade|opinião
|brasil|portugal|cidades|binnenland|buitenland|politiek|economie|cultuur|wetenschap|regio|политика|экономика
|общество|культура|спорт|мир|в мире|происшествия|наука|мнение|новости|חדשות|פוליטי|מדיני|כלכלה|ספורט|תרבות|דעות
|בארץ|בעולם|ביטחון|سياسة|اقتصاد|رياضة|ثقافة|أخبار|محليات|دولي|عربي|رأي|منوعات|国际|國際|国内|國內|政治|经济|經濟
|社会|社會|文化|体育|體育|要闻|要聞|评论|经济新闻|科技|財經|财经|経済|スポーツ|地域|国際|科学|社説
"""
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
_TAGS = re.compile(
    r"\s*(?:(?:tags?|labels?|tagged|tagged with|tagged as|keywords|schlagwörter|schlagworte|étiquettes?|mots-clés"
    r"|etiquetas|etiquetado|etichette|метки|теги|תגיות|תגים|وسوم|الوسوم|标签|標籤|タグ)\s*[:：]"
    r"|tagged (?:with|as)?|verschlagwortet mit |in [\"“«])",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\s*(?:©|\(c\)\s*\d|copyright\b|this entry was posted|you can follow any responses|both comments and pings"
    r"|click to (?:share|email|print)|share (?:on|via|with) |klick, um|cliquez pour|haz clic para|fai clic|clique para"
    r"|klik om|нажмите"
    r"|לחצו כדי|לחץ כדי|انقر|اضغط|点击(?:分享|以)|クリックして|url\s*:|https?://|permalink\b|\d+ min(?:ute)?s? read\b"
    r"|[（(]?(?:责任编辑|責任編輯|责编|编辑|編輯)\s*[:：]|[^\s@]{1,60}@[^\s@]{1,60}$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*(?:\d{1,3}[ -]?min(?:ut[eio]s?|uten|utos|utes?)?n?\.?"
    r" (?:read|de lecture|de lectura|di lettura|de leitura|leestijd|lesezeit)"
    r"|(?:temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|lesezeit|lesedauer|leestijd|reading time"
    r"|время чтения|זמן קריאה)\s*:?.{0,20}"
    r"|\d{1,6} (?:words|wörter|mots|palabras|parole|palavras|woorden|views|shares|likes|просмотров|слов)"
    r"|(?:about |updated )?(?:an?|\d{1,3}) (?:second|minute|min|hour|hr|day|week|month|year)s? ago"
    r"|(?:vor|il y a|hace) \d{1,3} [^\W\d_]{2,12}"
    r"|(?:atualizad[oa] |actualizad[oa] )?há \d{1,3} [^\W\d_]{3,8}"
    r"|[a-zA-Z]{2,5} ?/{1,2} ?[a-zA-Z]{2,5}\.?|AP-[A-Z]{2}-[\d-]{6,10}.{0,12}"
    r"|this article is more than .{1,30} old|@\w{1,40}|(?:follow|connect with) .{1,60}|close panel|about sharing"
    r"|(?:image|media) (?:caption|source|copyright),?|for immediate release|\d{1,3}"
    r"|[\[(]?by (?:cable|telegraph|telephone|wireless|mail|air ?mail|wire)[.,)\] ]*)\s*",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(
    r"cookies?\b.{0,200}\b(?:use|accept|agree|consent|experience|website|site)|\b(?:use|using|accept)\b.{0,80}\bcookies\b"
    r"|enable javascript|javascript is (?:disabled|required|not)|verwende[nt].{0,60}cookies|utilis.{0,60}cookies"
    r"|utiliza.{0,60}cookies|already a (?:subscriber|member)|^sign up for\b|^subscribe\b"
    r"|^get the latest\b|^download (?:our|the) app|^this (?:article|story) (?:was|is) (?:originally|first) published"
    r"|^a version of this (?:article|story) appear|^our standards\b|^follow us\b|^listen to this\b"
    r"|newsletter|рассылк|ניוזלטר|النشرة البريدية|nieuwsbrief|as notícias no seu e-mail"
    r"|jetzt kostenlos registrieren|字号"
    r"|^to request a correction|^tap here to|^click here to"
)
_ENTRY = re.compile(
    r"\s*(?:this (?:entry|post|article) was (?:posted|published|filed)|dieser (?:beitrag|eintrag|artikel) wurde"
    r"|ce(?:t article| billet| contenu| message)? (?:a été|est) (?:publié|posté)|esta entrada (?:fue|se)|quest[oa]"
    r" (?:articolo|elemento|voce) (?:è stat[oa]|è)|este (?:artigo|texto|post) foi|dit bericht (?:werd|is)"
    r"|запись опубликована|эта запись|הפוסט פורסם|רשומה זו|此条目发表在|本文发表于|この投稿は)",
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
    if found := _REASONS.get(word) or _REASONS.get(word.lstrip("0123456789,. ")):
        return found
    parts = re.split(r"\s[/|•·]\s", text)
    if len(parts) > 1 and all(reason(part) for part in parts):
        return reason(parts[0])
    author = _AUTHOR.fullmatch(text)
    if author and (not author["name"] or bylines.is_name(author["name"].strip(" →»>."))):
        return "about the author"
    if _FILING.match(text) or _TAGS.match(text):
        return "filing"
    if _NOTICE.match(text):
        return "notice"
    of_page = _OF_THE_PAGE.search(word)
    if _ASIDE.fullmatch(text) or (of_page and (len(word) <= 100 or of_page.start() == 0 or "cookie" in word)):
        return "page furniture"
    if 1 < len(words := word.split()) <= 8 and all(_REASONS.get(each) == "share buttons" for each in words):
        return "share buttons"
    return "navigation" if _NEIGHBOUR.fullmatch(text.strip()) else ""


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


def is_entry_notice(line: str) -> bool:
    """Tell whether a line is blog software's sentence on when and where an entry was posted."""
    return len(line) <= 600 and _ENTRY.match(line) is not None


def is_breadcrumb(line: str) -> bool:
    """Tell whether a line is a menu or a path of links: `News / Harbour`, `Home | Sport | Weather`."""
    parts = [key(part) for part in re.split(r"\s+[/>›»→|•·]\s+|\s{2,}", line.strip())]
    if not 1 < len(parts) <= 12 or not all(0 < len(part.split()) <= 4 for part in parts):
        return False
    if len(parts) > 2 and not any(char.isdigit() for char in line):
        return True
    return parts[0] in _HOME or not _SECTION_KEYS.isdisjoint(parts)


def is_of_the_page(line: str) -> bool:
    """Tell whether a line, however long, asks for cookies, scripts or a subscription."""
    return len(line) <= 800 and "cookie" in line.lower() and _OF_THE_PAGE.search(key(line)) is not None


def begins_readers_comments(line: str) -> bool:
    """Tell whether a line is the heading `3 thoughts on “…”`, after which only readers' comments come."""
    return len(line) <= MAX_LINE and _READERS_WROTE.match(line) is not None


def section(text: str) -> str:
    """Return the section of `Filed under: News`, if it is one plain name."""
    match = _FILING.match(text)
    named = match.group("section").strip(" .|»") if match else ""
    return named if len(named.split()) <= 3 and not re.search(r"[,;|/،、，&]", named) else ""


def source(text: str) -> str:
    """Return the outlet that a credit line names (`Source: …`, `From The …`, `via …`); an address isn't one."""
    match = _SOURCE.fullmatch(text) if len(text) <= MAX_LINE else None
    named = match.group("named").strip(" .)]") if match else ""
    if not named and (origin := _FROM.fullmatch(text)) and bylines.has_outlet_word(origin.group("named")):
        named = origin.group("named").strip(" .")
    if match and not re.search(r"[:：]", text) and not named[:1].isupper() and named[:1].isascii():
        return ""
    return "" if "://" in named or len(named.split()) > 8 else named


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


_HOME = frozenset(
    ("home", "start", "startseite", "accueil", "inicio", "portada", "главная", "ראשי", "الرئيسية", "首页")
)
_FORM = tuple(_phrases(FORM))
_SECTION_KEYS = frozenset(_phrases(SECTIONS))
_REASONS = {
    word: why
    for why, table in (
        ("end mark", END_MARKS),
        ("page furniture", PAGE),
        ("share buttons", BUTTONS),
        ("share buttons", SHARING),
        ("related stories", RELATED),
        ("comment form", COMMENT_FORM),
        ("comments", COMMENTS),
    )
    for word in _phrases(table)
}
