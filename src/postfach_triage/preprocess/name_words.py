"""Words around names: what comes before one, and capital words that are none."""

# After these a capital word is a name, and in small letters mostly too.
TITLES = """
    frau herr herrn hern hr fr fam familie dr prof inspektor inspektorin madame monsieur signora
    signor señora señor mr mrs ms miss pani pan bay bayan sayın doamna domnul gospodin gospozha
    gospodja госпожа господин пані пан fro froilein schwester pfarrer pfarrerin rechtsanwalt
    rechtsanwältin anwalt anwältin richter richterin lehrerin lehrer kollegin kollege kollegen
    kumpel gattin hausmeister doktor familienhelferin bewährungshelfer sachbearbeiterin hausarzt
    gerichtsvollzieher obergerichtsvollzieher gerichtsvollzieherin pater sra sr dame señor
    bewährungshelferin vermittlerin sachbearbeiter vermittler teamleiter teamleiterin
"""
RELATIONS = """
    sohn sohnes söhne tochter töchter mann mannes ehemann ehefrau frau kind kindes kinder
    kindern bruder bruders schwester mutter vater mama papa oma opa großmutter großvater tante
    onkel neffe neffen nichte freund freundin partner partnerin lebensgefährte lebensgefährtin
    nachbar nachbarin enkel enkelin baby ex exmann exfrau cousin cousine schwager schwägerin
    schwiegermutter schwiegervater schwiegertochter schwiegersohn mieter mieterin klient
    klienten klientin mündel betreuer betreuerin betreute betreuten mitbewohner mitbewohnerin
    untermieter vermieter vermieterin zwillinge kleine kleiner kleinen große großer jüngste
    jüngster älteste ältester junge mädchen jungs kids oğlum kızım eşim kocam karım anam abim
    syn córka mąż żona fiul fiica soțul soția husband wife son daughter brother sister mother
    father сын дочь муж жена син чоловік дружина дочка donka сосед соседа соседка сусідка сусід
    бывший подруга друг брат сестра synka synek córkę córka mężem żoną komşum abla teyze
"""
SIGN_OFFS = """
    mfg lg vg glg gruß gruss grüße grüsse gruesse gruße grüßen grüssen gruessen hochachtungsvoll
    dank danke achtung respekt ergebenst voraus regards sincerely pozdrawiam уважением повагою
    saygılarımla saluti saludos mulțumesc cordialement merci hürmetler stima hochachtung herzlich
    herzlichst grüßt eich gracias
"""
VERBS_AFTER_NAMES = """
    hat ist war geht kommt wohnt möchte will braucht bekommt kriegt wird kann macht soll muss
    arbeitet lebt zieht schläft darf hatte wurde sagt meint schreibt ruft spielt lernt fährt isst
    fehlt schafft trägt versteht spricht gehört fängt findet weint hört liegt bleibt zahlt
"""
# Words of every day that are family names after a first name.
FAMILY_TOO = """
    freitag sonntag weiß weiss mai deutsch groß klein lange kurz gut stark alt neu herbst winter
    sommer klar schön schöne lehrer kasse richter fuchs wolf engel vogel
"""
PARTICLES = "von van de del della di da do dos du al el ben bin abu ibn ould la le thi"
# "von der Heide" is a name, "Übernahme der Miete" is none.
ARTICLES = "der den dem"

# Capital words that follow such words without being names.
NO_NAMES = """
    ich wir sie er es ihr ihre ihrem ihren ihrer das der die den dem des dies diese dieser
    dieses ein eine einen einem einer kein keine mein meine meinen meinem meiner unser unsere
    unserer sein seine bitte danke dank vielen viele liebe lieber hallo guten gute tag morgen
    abend mittag moin servus sehr geehrte geehrter geehrtes damen herren frau herr herrn familie
    mit freundlichen freundliche freundlichem freundlicher gruß gruss grüße grüßen grüsse
    grüssen gruesse gruessen mfg lg vg hochachtungsvoll beste besten herzliche herzlichen lieben
    schöne schönen schönes kann können könnte könnten ist sind war waren habe haben hat hatte
    wann wie was warum wieso wer wo woher wohin welche welcher wenn weil aber und oder auch
    jetzt heute gestern dann da damit leider bis ab am im in nach seit vor zu zum zur von für
    geht gibt gilt muss müssen soll sollte darf dürfen brauche bekomme bin anbei hier nun
    außerdem deshalb daher trotzdem gerne nur noch schon alles klar erledigt verstanden passt ok
    okay ja nein doch siehe anlage anlagen anhang betreff rückruf rückmeldung antwort frage
    fragen termin termine brief briefe post bescheid bescheide antrag anträge formular formulare
    unterlagen papier papiere nachweis nachweise bescheinigung kopie kopien foto fotos bild scan
    datei pdf lohn gehalt lohnabrechnung abrechnung lohnzettel vertrag arbeitsvertrag
    mietvertrag kündigung miete mieten nebenkosten heizkosten strom gas heizung wohnung zimmer
    haus adresse anschrift konto iban bank geld euro eur cent betrag zahlung überweisung raten
    rate darlehen vorschuss nachzahlung erstattung kindergeld elterngeld unterhalt wohngeld
    rente arbeitslosengeld bürgergeld grundsicherung grundsicherungsgeld leistung leistungen
    sozialamt jobcenter jugendamt arbeitsamt agentur amt finanzamt gericht amtsgericht
    sozialgericht krankenkasse kasse familienkasse aok tk barmer dak stadtwerke schule kita
    kindergarten hort klasse lehrer lehrerin arzt ärztin doktor krankenhaus klinik praxis
    therapie reha attest au krank krankmeldung krankenschein schwanger schwangerschaft geburt
    geburtsurkunde baby kind kinder sohn tochter mann mama papa mutter vater bruder schwester
    oma opa eltern freund freundin partner arbeit job minijob firma chef chefin kollegin kollege
    mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin vermittler vermittlerin berater
    beraterin betreuer betreuerin vermieter vermieterin hausverwaltung anwalt anwältin maßnahme
    kurs deutschkurs sprachkurs praktikum ausbildung studium bewerbung bewerbungen lebenslauf
    stelle vollzeit teilzeit januar februar märz april mai juni juli august september oktober
    november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag woche wochen
    monat monate jahr jahre uhr stunden tage ende anfang mitte nummer kundennummer aktenzeichen
    zeichen telefon telefonnummer handy mail email name vorname nachname geburtsdatum bg nr tel
    geb kd kdnr bgnr widerspruch einspruch klage anhörung sanktion minderung mahnung inkasso
    schulden pfändung räumung räumungsklage gerichtsvollzieher weiterbewilligung
    weiterbewilligungsantrag wba hauptantrag änderung veränderung veränderungen mitteilung info
    information hinweis datenschutz postfach app portal passwort login code zugang problem hilfe
    dringend eilig wichtig notfall achtung möbel kühlschrank waschmaschine herd führerschein
    auto fahrrad bus bahn ticket klassenfahrt ausflug mittagessen verein nachhilfe urlaub
    deutsch deutschland berlin hamburg münchen köln frankfurt stuttgart leipzig dresden ukraine
    syrien türkei polen rumänien bulgarien afghanistan iran irak gmbh ag ev kg team service
    center büro empfang eingang beistand dolmetscher bevollmächtigte vollmacht betreuung punkt
    komma absatz fragezeichen ausrufezeichen gott gesundheit frieden weihnachten ostern
    wochenende feiertage hartz sgb egv kooperationsplan regelbedarf mehrbedarf erstausstattung
    kaution umzug umzugskosten einzug auszug trennung scheidung heirat hochzeit tod beerdigung
    polizei anzeige gewalt angst steuer steuerid steuernummer rentennummer versichertennummer
    sozialversicherungsnummer saludos saluti hello please thank thanks dear sir madam merhaba privet
    zdravstvuyte buna ziua dzień dobry bonjour merci ничего спасибо дякую добрый день
    здравствуйте прошу что как когда teşekkürler lütfen mitfreundlichen seite seiten start
    beginn pflegegrad karte tut frist meldung liste sorry also teil sage erreichbar schein bett
    android ios img nachmittags vormittags kurator anteile teilen einkommen eilt eks küche
    schreiben datum insgesamt beides sachen feb og zufluss stundenlohn super grazie scusi god
    bless not her grad gut komme vielmals pfiat etc typ note test helfen rechnung
    bedarfsgemeinschaft häng hängt hängen dran jpg jpeg png example hause besuch dispo
    hochachtugnsvoll inzwischen beschluss drauf unten unterschreiben vorab voraus mühe
    verständnis bemühungen zeit geduld eure euer ihrerseits sachbearbeitung leistungsabteilung
    zuständige zuständigen kollegen nachbar nachbarin mieter gefällt rest neu neue neuer neues
    alt alte zweite dritte erste letzte ganz viel mehr wenig weiter zuletzt danach vorher zurück
    zusage absage besichtigung wohnungsangebot mietangebot exposé schlüssel stock etage
"""
