"""The words of blog software and news sites, by language: WordPress and its translations first.

A phrase is a whole line, or a whole part of one between bars; phrases are parted by `|`.
"""

from __future__ import annotations

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
|評論|則留言|留言|留言功能已關閉|尚無留言|条留言|コメント|件のコメント|コメントなし|تعليقان|שתי תגובות|zwei kommentare
|dos comentarios|deux commentaires|due commenti|コメントはありません|コメントは受け付けていません|コメントは停止中です
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
|发布评论|發佈留言 取消回覆|取消回覆|コメントを残す|コメントをどうぞ|コメントする|コメントを残す コメントをキャンセル
|コメントをキャンセル|返信をキャンセル
"""
SHARING = """
微信分享|微博分享|分享至|新浪微博|partage|partages|condivisioni|compartidos|dit delen|共享此文章|分享这篇文章|正在加载
|赞|share this with|share this page|gosto|gosto carregando|me gusta cargando|condividi su|gefällt mir lädt
|chargement en cours|שתף את זה|共有する|いいね 読み込み中|vind-ik-leuk laden|vind-ik-leuk|share this|share|share on
|save|merken|speichern|opslaan|printen|tweetar|twittear|enviar|envoyer|invia|salva|guardar|отправить|сохранить
|שלחו לחבר|שמירה|حفظ|إرسال|收藏|转发|sharing|share this story|share this article|share this post|like this|like
|like loading|j'aime chargement|gefällt mir wird geladen|mi piace caricamento|curtir carregando|vind ik leuk laden
|нравится загрузка|loading|follow us|teilen mit|teilen|diesen artikel teilen|gefällt mir|wird geladen|partager
|partager ceci|partagez|j'aime ça|j'aime|chargement|compártelo|comparte esto|compartir|compartir en|me gusta esto
|me gusta|cargando|condividi|mi piace|caricamento|compartilhe isso|compartilhe|compartilhar|partilhar isto|partilhar
|curtir isso|curtir|carregando|gosto disto|delen|deel dit|vind ik leuk|laden|поделиться|поделиться ссылкой|поделитесь
|понравилось это|нравится|загрузка|שתפו|שתף|שיתוף|שתפו את זה|אהבתי|טוען|شارك هذا الموضوع|شارك|مشاركة|معجب بهذه|إعجاب
|تحميل|分享到|分享此文|分享|赞过|喜欢|加载中|分享此文章|喜歡|载入中|共有|いいね|読み込み中|シェア
"""
BUTTONS = """
телеграм|telegram|facebook|twitter|x|tweet|reddit|linkedin|whatsapp|pinterest|tumblr|pocket|skype|mastodon|bluesky
|threads|instagram|email|e-mail|mail|print|more|pin it|google|google+|digg|delicious|stumbleupon|flipboard|copy link
|link|rss|youtube|vk|вконтакте|одноклассники|weibo|wechat|微博|微信|line|hatena|はてブ|はてなブックマーク|messenger
|sms|xing|drucken|mehr|imprimer|imprimir|stampa|afdrukken|печать|הדפסה|طباعة|打印|列印|印刷|plus|más|altro|mais|meer
|ещё|עוד|المزيد|更多|correo electrónico|courriel|пошта|почта|אימייל|דוא״ל|البريد الإلكتروني|电子邮件|電子郵件|メール
|фейсбук|פייסבוק|טוויטר|فيسبوك|تويتر|واتساب|ツイート|facebook(opens in new window)
"""
RELATED = """
archivado en|archivado en:|filed under|filed in|tags|labels|categories|etiquetas|temas|más sobre|themen|thèmes|tópicos
|schlagwörter|schlagworte|categorías|mots-clés|метки|теги|темы|נושאים|תגיות|تاغات|الوسوم|标签|タグ|キーワード
|about the author|more stories like this|read next|up next|sponsored content|around the web|from our partners|related
|related posts|related articles|related stories|related content|related news|related links|related coverage
|you may also like|you might also like|more stories|more from this section|more on this story|see also|read also
|also read|recommended|most read|most popular|trending|das könnte sie auch interessieren|meistgelesen|lo más visto
|lo más leído|más leídas|les plus lus|à la une|i più letti|mais lidas|mais lidos|meest gelezen|самое читаемое
|самое популярное|הנקראות ביותר|הכי נקראים|الأكثر قراءة|最热|热门文章|アクセスランキング|you may be interested in
|more from|in this section|topics|ähnliche beiträge|ähnliche artikel|verwandte artikel|verwandte beiträge|ähnliches
|mehr zum thema|lesen sie auch|articles similaires|sur le même thème|articles liés|similaire|à lire aussi|lire aussi
|relacionado|entradas relacionadas|artículos relacionados|noticias relacionadas|te puede interesar|lea también
|ver también|correlati|articoli correlati|post correlati|leggi anche|potrebbe interessarti|posts relacionados
|artigos relacionados|leia também|veja também|notícias relacionadas|gerelateerd|gerelateerde berichten
|gerelateerde artikelen|lees ook|похожее|похожие записи|похожие статьи|похожие новости|читайте также|по теме|קשור
|פוסטים קשורים|כתבות קשורות|כתבות נוספות|קראו גם|אולי יעניין אתכם|مرتبط|مقالات ذات صلة|مواضيع ذات صلة|أخبار ذات صلة
|اقرأ أيضا|相关|相关文章|相关新闻|相关阅读|推荐阅读|相關文章|相關新聞|延伸閱讀|関連|関連記事|関連ニュース
|あわせて読みたい|おすすめ記事
"""
PAGE = """
view bio|view gallery|deel bewaar|bewaar|bewaren|listen|plus|end forwarded text|end forwarded message|return-path
|abonnenten-artikel|nur für abonnenten|réservé aux abonnés|abonnés|print this page|close window|有料記事|会員限定
|לפרסום מיידי|for release|reject all|manage preferences|we value your privacy|view comments
|bildbeschreibung einblenden|[pr]|pr|follow|following|subscribe sign in|end of document|document end|credit
|story highlights|email this article|email this story|print this article|larger|smaller|a a a|tweet this
|post to facebook|advertisement|advertisements|ad|sponsored|story continues below|story continues below advertisement
|continue reading|article continues below|read more|read more here|read the full story|print|print this|print article
|email|e-mail|email this|subscribe to our newsletter|listen to this article|save|accept|accept all|ok|got it|close
|share page|copy link|gift article|bookmark|text size|font size|press release|pressemitteilung|presseerklärung
|communiqué de presse|nota de prensa|comunicado de prensa|comunicato stampa|comunicado de imprensa|nota à imprensa
|persbericht|пресс-релиз|הודעה לעיתונות|بيان صحفي|新闻稿|新聞稿|プレスリリース|報道関係者各位|報道資料
|zur sofortigen veröffentlichung|a la prensa|aos jornalistas|back to top|permalink|bookmark the permalink|trackback
|trackbacks|pingbacks|all rights reserved|previous|next|previous post|next post|older posts|newer posts|older|newer
|previous article|next article|view all posts|powered by wordpress|proudly powered by wordpress|edit|report a typo
|anzeige|werbung|weiterlesen|weiter lesen|drucken|vorheriger beitrag|nächster beitrag|alle rechte vorbehalten
|publicité|lire la suite|continuer la lecture|imprimer|article précédent|article suivant|tous droits réservés
|publicidad|leer más|seguir leyendo|sigue leyendo|continuar leyendo|imprimir|anterior|siguiente
|todos los derechos reservados|pubblicità|leggi tutto|continua a leggere|leggi di più|stampa|articolo precedente
|articolo successivo|tutti i diritti riservati|riproduzione riservata|publicidade|leia mais|continue lendo
|continuar a ler|todos os direitos reservados|advertentie|reclame|lees meer|lees verder|verder lezen|afdrukken
|vorig bericht|volgend bericht|alle rechten voorbehouden|реклама|читать далее|читать дальше|читать полностью|печать
|предыдущая запись|следующая запись|все права защищены|פרסומת|קרא עוד|קראו עוד|המשך קריאה|להמשך קריאה|הדפסה|הדפס
|כל הזכויות שמורות|إعلان|إعلانات|اقرأ المزيد|متابعة القراءة|تابع القراءة|طباعة|جميع الحقوق محفوظة|广告|廣告|阅读更多
|继续阅读|閱讀更多|繼續閱讀|阅读全文|打印|版权所有|広告|続きを読む|もっと読む|印刷|無断転載を禁じます|無断転載禁止
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
письмо в редакцию|בלעדי|эксклюзив|exklusiv|exclusif|exclusiva|esclusiva|exclusivo|exclusief|独家|獨家|حصري|خاص|edital
|avis|aviso|avviso|bekanntmachung|объявление|הודעה|edicto|声の広場|news|world|world news|local|local news|national
|international|politics|business|economy|sport|sports|opinion|editorial|analysis|culture|arts|science|technology
|health|education|obituary|obituaries|exclusive|breaking news
|news in brief|in brief|news briefs|briefs|breaking|feature|features|comment|commentary|letters
|letter to the editor|letters to the editor|leserbriefe|leserbrief|courrier des lecteurs|cartas al director|cartas
|lettere|lettere al direttore|cartas do leitor|brieven|ingezonden|письма в редакцию|письма|מכתבים למערכת|מכתבים
|رسائل القراء|读者来信|讀者來信|読者の声|声|投書|breves|kurz notiert|in breve|en bref|tribune|tribuna|gastbeitrag
|fútbol|fußball|football|futebol|calcio|voetbal|футбол|handball|tennis|basketball|portrait|porträt|reportage
|cronaca locale|région|regional|review|interview|investigation|lifestyle|travel|weather|crime|courts|environment
|religion|entertainment|special report|in brief|foreign|nation|metro|city|region|front page|the arts|nachrichten
|politik|wirtschaft|kultur|wissenschaft|gesellschaft|ausland|inland|lokales|meinung|kommentar|leitartikel|panorama
|feuilleton|politique|économie|monde|société|france|sciences|éditorial|opinions|faits divers|política|economía
|internacional|nacional|mundo|deportes|cultura|sociedad|opinión|españa|ciencia|sucesos|politica|economia|esteri
|cronaca|cronache|interni|società|scienza|mondo|esportes|desporto|ciência|sociedade|opinião|brasil|portugal|cidades
|binnenland|buitenland|politiek|economie|cultuur|wetenschap|regio|политика|экономика|общество|культура|спорт|мир
|в мире|происшествия|наука|мнение|новости|חדשות|פוליטי|מדיני|כלכלה|ספורט|תרבות|דעות|בארץ|בעולם|ביטחון|سياسة|اقتصاد
|رياضة|ثقافة|أخبار|محليات|دولي|عربي|رأي|منوعات|国际|國際|国内|國內|政治|经济|經濟|社会|社會|文化|体育|體育|要闻|要聞
|评论|经济新闻|科技|財經|财经|経済|スポーツ|地域|国際|科学|社説|obituario|obituarios|esquela|necrológica|necrologica
|necrologi|nécrologie|nachruf|nachrufe|obituário|некролог|памяти|הספד|نعي|讣告|訃報|crónica|crónicas|crônica|chronique
|kronik|glosse|kolumne|colonne|columna|coluna|column|columns|columnists|rubrica|фельетон|колонка|טור אישי|מאמר|مقال
|مقالات|专栏|專欄|コラム|entrevista|intervista|entretien|interviews|интервью|ראיון|حوار|专访|專訪|インタビュー
|aus dem gerichtssaal|gericht|justiz|tribunales|tribunaux|justice|justicia|giustizia|justiça|rechtbank|из зала суда
|суд|משפט|محاكم|from the courts|court report|police|police blotter|police log|polizeibericht|polizei|blaulicht
|cronaca nera|rural affairs|agriculture|farming|food|books|music|film|theatre|theater|television|tv|media|money
|property|motoring|gardening|fashion|style|style & design|arts & culture|arts and culture|arts & entertainment
|science & technology|climate|energy|transport|essay|essays|profile|profiles|perspective|viewpoint|op-ed|guest column
|guest opinion|our view|my view|first person|fact check|explainer|explained|long read|the long read|in depth
|background|chronicle|diary|notebook|people|society|community|events|labor|labour|debatte|gastkommentar|hintergrund
|analyse|stadt|kreis|landkreis|vermischtes|aus aller welt|wissen|digital|netzwelt|medien|reise|leben|stil|ratgeber
|verkehr|umwelt|bildung|geschichte|débats|idées|chroniques|enquête|grand angle|récit|planète|loisirs|éducation|santé
|environnement|médias|tribunes|point de vue|actualité|actualités|locale|reportaje|análisis|tribuna libre
|cartas de los lectores|gente|medio ambiente|salud|educación|ciencia y tecnología|tecnología|comarca|provincia|toros
|tendencias|il commento|l'analisi|l'intervista|il caso|la storia|spettacoli|cultura e spettacoli|ambiente|salute
|scuola|tecnologia|primo piano|attualità|il racconto|tribuna do leitor|ponto de vista|artigo|artigos|análise|cotidiano
|polícia|saúde|educação|meio ambiente|região|opinie|achtergrond|kunst|gezondheid|onderwijs|natuur|verkeer|misdaad
|mensen|gemeente|gemeenten|репортаж|мнения|расследование|история|люди|здоровье|образование|технологии|город|регионы
|экология|криминал|в стране|за рубежом|письма читателей|חדשות מקומיות|מקומי|פלילים|דעה|מאמרי דעה|חינוך|בריאות
|טכנולוגיה|צרכנות|תיירות|מוסף|כתבה|סביבה|יהדות|היסטוריה|צבא וביטחון|מכתב למערכת|مجتمع|حوادث|تحقيق|تقرير|تقارير|فن|فنون
|صحة|تعليم|تكنولوجيا|علوم|آراء|بريد القراء|قضايا|المحلية|العالم|تراث|本地|本地新闻|地方|地方新闻|民生|法治|健康|教育
|军事|娱乐|副刊|观点|觀點|时评|人物|生活|港聞|兩岸|娛樂|地方新聞|特写|调查|社会面|地方版|くらし|暮らし|医療|高校野球
|野球|サッカー|大相撲|論壇|時評|読書|文化面|ひと|事件|海外|公告|启事
"""
INSETS = """
advertisement|advertisements|ad|story continues below|story continues below advertisement|article continues below
|continue reading below|read more|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|реклама
|פרסומת|إعلان|广告|廣告|広告|artikel läuft nach der anzeige weiter|la suite après la publicité
|continua después de la publicidad
"""

NETWORKS = """
fb-messenger|fb|whats app|facebook|twitter|x|reddit|linkedin|whatsapp|telegram|pinterest|tumblr|pocket|mastodon
|bluesky|threads|instagram|email|e-mail|mail|messenger|google+|google|flipboard|line|weibo|wechat|vk|вконтакте
|одноклассники|телеграм|微博|微信|sms|xing|фейсбук|твиттер|פייסבוק|טוויטר|וואטסאפ|טלגרם|אימייל|فيسبوك|تويتر|واتساب
|تلغرام|تيليجرام|ツイート|シェア|はてブ|courriel|correo|print|link|copy|ブックマーク|メール
"""
SHARE_WORDS = """
share|tweet|post|send|save|print|copy|this|article|story|on|via|to|with|by|in|a|friend|opens|new|window|click|and|pin
|partager|envoyer|sur|par|à|un|ami|imprimer|enregistrer|teilen|auf|per|mit|bei|senden|versenden|drucken|merken|der|die
|compartir|compartilhar|partilhar|enviar|por|en|no|na|em|o|pelo|delen|deel|op|met|condividi|su|invia|stampa|salva
|поделиться|поделитесь|отправить|в|на|по|שתפו|שתף|שיתוף|שלחו|שלח|ב|דרך|شارك|شاركها|مشاركة|أرسل|على|عبر|في|分享|到
|分享到|共有|で|する|guardar|imprimir|compartilhe|tweeter|twittern|tuitear|j'aime|like|follow|comment|bookmark
"""
MENU = """
more news|all news|news feed|news location|back to main page|main page|go to search|use filter|loading|press review
|latest news|top news|news home|breaking|trending now|in the news|home|menu|skip to content|skip to main content
|skip to navigation|toggle navigation|main menu|search|sign in|log in|account|my account|register|contact|contact us
|about|about us|newsletters|newsletter|e-paper|epaper|podcasts|video|photos|live|donate|support us|subscribe
|subscribe now|sign up|privacy policy|terms of use|abonnieren|s'abonner|abonnez-vous|suscríbete|suscribirse|iscriviti
|abbonati|assine|abonneer|подписаться|הרשמה|اشترك|订阅|購読|archive|archives|shop|jobs|classifieds|obituaries online
|games|puzzles|my news|log out|login|toggle menu|open menu|close menu|more sections|sections|all sections|startseite
|zum inhalt springen|zum inhalt|anmelden|suche|impressum|datenschutz|kontakt|über uns|archiv|accueil|aller au contenu
|rechercher|recherche|connexion|se connecter|mentions légales|à propos|nous contacter|contactez-nous|inicio|portada
|buscar|iniciar sesión|saltar al contenido|ir al contenido|contacto|quiénes somos|acerca de|hemeroteca|cerca|accedi
|vai al contenuto|contatti|chi siamo|início|ir para o conteúdo|entrar|contato|quem somos|sobre|arquivo|zoeken|inloggen
|ga naar de inhoud|over ons|archief|главная|поиск|войти|вход|контакты|о нас|о проекте|архив|перейти к содержимому|меню
|ראשי|דף הבית|חיפוש|צור קשר|אודות|דלג לתוכן|תפריט|ארכיון|الرئيسية|بحث|من نحن|اتصل بنا|انتقل إلى المحتوى|القائمة|首页
|搜索|登录|关于我们|联系我们|跳至内容|首頁|搜尋|登入|ホーム|検索|ログイン|メニュー|コンテンツへスキップ|お問い合わせ
|blog
"""
