"""Small words that give a language away, in the spelling of people in a hurry.

Collected by hand. Words that German shares with another language (in, an, war, was, hat, will,
am, also, so) are evidence for neither. Every word is folded before it is compared, so marks
over letters do not matter here.
"""

GERMAN = """
    ich isch ick icke ik mich mir wir uns unser unsere unserer unserem unseren euch euer eure
    ihr ihre ihren ihrem ihrer ihnen sie er ihn ihm der die das dat dem den ein eine einen
    einem einer kein keine keinen keiner mein meine meinen meinem meiner meines sein seine
    seinen seiner dein deine dieser diese dieses diesen diesem welche welcher welches jeder
    jede jedes alles etwas nichts nix und oder aber doch denn weil wenn dass ob als wie wo wer
    wann warum wieso weshalb woher wohin nicht nich nit net ned noch nur schon schonmal jetzt
    jetz heute gestern morgen immer wieder auch auf aus bei beim bis durch fur gegen mit nach
    ohne seit uber um unter vom von vor wegen zu zum zur zwischen ist sind bin bist seid wurde
    wurden wird werden worden habe hab habt haben hast hatte hatten hab's kann kannst konnen
    konnte konnten muss musst mussen musste soll sollen sollte darf durfen mochte mochten
    wollte wollen brauche brauch braucht brauchen bekomme bekommen bekommt gibt geht ging
    kommt kommen gekommen gemacht gesagt geschickt schicken schicke schickt bitte danke dank
    vielen sehr geehrte geehrter geehrten damen herren grusse gruss grussen freundlichen guten
    hiermit anbei leider gerne gern eigentlich einfach mehr wenig weniger viel zuviel zurück
    weiter dann danach vorher dort hier hin darum dafur davon damit dazu deswegen deshalb
    trotzdem vielleicht ungefahr bald sofort spater weiss weis verstehe sagt sagen frage
    fragen warte warten melde melden zahlen zahlt bezahlen steht stimmt passt klappt arbeite
    wohne wohnt lebe heisst heisse kind kinder sohn tochter mann frau geld miete wohnung
    arbeit krank arzt schule brief papier zettel nummer woche wochen monat monate monats jahr
    tage tagen mal bin's isses gell halt eben net aa auchn oba mei des dös wat ham ma hob hobs
    keen ooch jut uff nen nem ner eich euer wos scho schee etz jez aba ois muas hatt krieg
    kriegt kriege verstanden gelesen erledigt bestanden bestatigt vergessen verloren versucht
    gefunden entschuldigung entschuldigen verzeihung ordnung schwanger umgezogen gekundigt
    kaputt dringend wichtig richtig falsch fertig alt neu neue neuer neues neuen alte alten
    ganz letzte letzten nachste nachsten erste zweite januar februar marz april juni juli
    august september oktober november dezember montag dienstag mittwoch donnerstag freitag
    samstag sonntag uhr tschuss servus moin gruezi
"""

# Words of two sides: no evidence, however often they stand in one of them.
SHARED = """
    a ab al all alle am an as at bin bus da de den des die do du e el en end es et god gut hat
    her hi hin i ich im in is it ja je jo k la le man me mai mal mi mit na ne nein no nun o ob
    ok okay on per pro re s sei sie so son super tag to tu u un une van via vor war was will
    wir y merci ciao hello hallo
"""

FOREIGN = {
    "en": """
    i you he she it's we they my your his our their me him them us this that these those the a
    is are were been be have has had do does did don't doesn't didn't can can't cannot could
    would should must not no yes and or but if because when where why who what how which to of
    for from with without at by on about until since after before please thank thanks you
    hello dear sir madam regards sincerely need want know understand get got receive received
    send sent give money letter job work help rent child children wife husband today tomorrow
    yesterday week month year still already again now here there very much many more less
    month's i'm i've it its there's im ive dont doesnt cant wont okay pay paid kindly god
    bless going come coming back new
""",
    "tr": """
    ben sen biz siz bana bize size beni bizim benim sizin bu su o ve ile icin ama fakat cunku
    gibi kadar sonra once daha cok az var yok degil mi mu musun misiniz ne neden nasil nerede
    kim hangi merhaba selam tesekkurler tesekkur ederim ediyorum lutfen saygilar gunler iyi
    evet hayir tamam para parasi param kira kirayi ev evim is isim cocuk cocugum oglum kizim
    esim kocam karim annem babam hasta doktor okul kagit mektup bugun yarin dun hafta ay yil
    gun geldi gelmedi gelmiyor istiyorum lazim gerekiyor bilmiyorum anlamadim anlamiyorum
    yapmam gonderdim aldim kesildi odedim degisti oldu olur her sey hic bir iki uc bey hanim
    acil yardim itiraz ediyor bekliyorum
""",
    "ru": """
    ya ty on ona my vy oni menya mne tebya nas vas nam vam moy moya moi nash eto etot tot chto
    kak gde kogda pochemu kto kakoy ne net da i a no ili v na s so k po za iz ot do dlya bez u
    o ob pri uzhe eshche esche seychas segodnya zavtra vchera zdravstvuyte privet dobry den
    dobryy pozhaluysta pojaluysta spasibo bolshoe mogu nado nuzhno hochu khochu znayu ponimayu
    ponimaju poluchil poluchila prishlo prishel deneg dengi rabota rabotu rebenok deti syn
    doch muzh zhena kvartira kvartiru pismo dokumenty bolen bolna vrach shkola byl byla bylo
    budet est tolko ochen uvazheniem
""",
    "uk": """
    ya ty vin vona my vy vony mene meni tebe nas vas nam vam miy moya tse tsey shcho scho yak
    de koly chomu khto ne ni tak i a ale abo v na z iz do vid dlya bez u pro pry vzhe shche
    zaraz siohodni sohodni zavtra vchora dobryi dobryy den pryvit budlaska bud laska dyakuyu
    diakuiu mozhu treba potribno khochu znayu rozumiyu otrymav otrymala pryishov hroshi
    hroshey robota dytyna dity syn donka cholovik kvartyra lyst dokumenty khvoryi khvora likar
    shkola buv bula bulo bude tilky duzhe nemaye ye povahoyu
""",
    "ro": """
    eu tu el ea noi voi ei mie imi mi ma va te ne lui lor meu mea mei mele nostru acest
    aceasta asta este e sunt suntem am are avem ati au fost fi si sau dar ca sa nu da la de
    din cu pentru pe in prin fara pana despre dupa cand cum unde ce cine care cat mai foarte
    inca deja acum astazi azi maine ieri buna ziua salut multumesc multumim rog frumos trebuie
    vreau pot poate stiu inteleg inteles am primit primit trimis bani banii chirie chiria
    munca lucru lucrez copil copilul copii sot sotia casa scoala bolnav doctor hartie
    scrisoare luna saptamana zi ajutor domnul doamna
""",
    "pl": """
    ja ty on ona my wy oni mnie mi ciebie nas was nam wam moj moja moje nasz to ten ta co jak
    gdzie kiedy dlaczego kto ktory nie tak i a ale lub albo w na z ze do od dla bez u o przy
    po za juz jeszcze teraz dzis dzisiaj jutro wczoraj dzien dobry witam czesc prosze dziekuje
    dzieki pozdrawiam moge musze trzeba chce wiem rozumiem otrzymalem dostalem dostalam
    przyszlo pieniadze pieniedzy praca prace pracy dziecko dzieci syn syna corka maz zona
    mieszkanie list dokumenty chory chora lekarz szkola byl byla bylo bedzie jest sa mam ma
    mamy tylko bardzo panstwo pan pani sie czy ze
""",
    "bg": """
    az ti toy tya nie vie te men mi tebe nas vas moya moyat tova tozi kakvo kak kade koga
    zashto koy ne da i no ili v na s ot do za bez pri po veche oshte sega dnes utre vchera
    zdraveyte dobar den molya blagodarya mersi moga tryabva iskam znam razbiram poluchih pari
    parite rabota dete deca sin dashterya mazh zhena kvartira pismo dokumenti bolen lekar
    uchilishte beshe shte ima nyama imam nyamam samo mnogo sum sam e sa li
""",
    "fr": """
    je tu il elle nous vous ils elles me te mon ma mes ton votre vos notre nos leur ce cet
    cette ces que qui quoi quand comment pourquoi ou est sont suis etes avoir ai avez avons
    ont etait ete ne pas non oui et mais ou donc car si le la les un une du des au aux de dans
    pour par sur avec sans chez depuis jusqu bonjour bonsoir salut merci beaucoup madame
    monsieur cordialement plait besoin veux voudrais peux peut dois faut sais comprends recu
    recue envoye argent loyer travail enfant enfants mari femme maison ecole malade medecin
    lettre papier mois semaine jour aujourd'hui demain hier encore deja bien c'est j'ai n'ai
    n'est qu'il d'un l'argent
""",
    "es": """
    yo tu el ella nosotros ustedes me te se mi mis su sus nuestro esto este esta estos que
    quien cuando como donde porque por para con sin desde hasta sobre es son soy estoy esta
    estamos he ha hay tengo tiene tenemos era fue no si y o pero aunque los las un una unos
    del al hola buenos buenas dias tardes gracias muchas saludos senor senora favor necesito
    quiero puedo puede debo se entiendo recibi recibido enviado dinero alquiler trabajo hijo
    hija hijos marido esposa casa escuela enfermo medico carta papel mes semana dia hoy manana
    ayer todavia ya muy mucho
""",
    "it": """
    io tu lui lei noi voi loro mi ti ci vi mio mia miei suo sua nostro questo questa quello
    che chi quando come dove perche per con senza da dal della del dei degli delle nel nella
    sul sono sei siamo siete ho hai ha abbiamo hanno era stato stata non si e o ma anche il lo
    gli le un una uno buongiorno salve ciao grazie gentile signora signor cordiali saluti
    prego bisogno voglio vorrei posso devo so capisco ricevuto mandato soldi affitto lavoro
    figlio figlia figli marito moglie casa scuola malato medico lettera mese settimana giorno
    oggi domani ieri ancora gia molto
""",
    "ar": """
    ana anta inta enta enti howa hiya huwa nahnu ma mafi mish msh mush la na3am aywa fi el al
    bel bl men min ila 3la 3ala 3an 3and 3andi 3andy 3indi ma3 ba3d abl shu shou eish wesh kif
    keef kifak ween wein emta lesh leish lazem lazim bade baddi bedi biddi momken mumkin
    shukran shokran marhaba salam salaam alaikum alaykum inshallah wallah walla habibi kteer
    ktir hala2 halla hon hunak ibni benti zawji zawjti mart jozi bet beit beti fulus masari
    massari floos shoghol shughul waraq ra7 rah sar kan kenet hay hada hayda youm yom bokra
    mbareh shaher
""",
    "sq": """
    une ti ai ajo ne ju ata mua me te na ju im ime tim tone kjo ky kete qe cfare si ku kur pse
    kush nuk nuke s'kam jo po dhe ose por per ne nga deri pa te tek prej pas eshte jane jam
    kam ke ka kemi kishte ishte do duhet dua mund di kuptoj pershendetje tungjatjeta miredita
    faleminderit flm ju lutem lekë para parat qira qiraja pune punen femije femija djali vajza
    burri gruaja shtepi shkolla semure mjeku leter letra dokument muaj jave dite sot neser dje
    ende tani shume vetem
""",
    "sr": """
    ja ti on ona mi vi oni mene meni tebe nas vas nam vam moj moja moje nas ovo ovaj taj sto
    sta kako gde gdje kada kad zasto ko koji ne nije nisam da i a ali ili u na s sa k od do za
    bez kod pri po vec jos sada sad danas sutra juce dobar dan zdravo postovani molim hvala
    pozdrav mogu moram treba hocu zelim znam razumem razumijem dobio dobila doslo novac novca
    posao posla dete dijete deca djeca sin cerka muz zena stan pismo dokumenti bolestan
    bolesna lekar skola bio bila bilo bice jesam je su sam smo imam nemam samo mnogo puno
""",
    "ku": """
    ez tu ew em hun wan min te wi we me ji li bi bo di ku ka ci cawa ci cima kengi kijan ne na
    u an le silav rojbas spas gelek ji kerema xwe heye nine dixwazim dikim dikarim dizanim
    nizanim pere malbat mal kar zarok kur kec mer jin nexwes dibistan name roj heft meh iro
    sibe do hatiye nehatiye
""",
    "vi": """
    toi tôi ban anh chi em chung khong co la va cua cho voi duoc nhung nay kia gi sao khi nao
    o dau xin chao cam on lam tien nha con viec giay thang tuan ngay hom nay mai qua roi chua
    rat can muon biet hieu nhan gui giup
""",
    "hu": """
    en te o mi ti ok nem igen es vagy de hogy mert ha mikor hol miert ki mi ez az egy van
    vagyok nincs volt lesz kell kerem koszonom szepen jo napot udvozlettel penz munka gyerek
    lakas level
""",
    "so": """
    waxaan waan aniga adiga isaga iyada annaga ma maya haa iyo laakiin haddii goorma halkee
    sababta waa wuxuu waxay lacag shaqo ilmo guri warqad mahadsanid fadlan salaan caawimaad
""",
}
