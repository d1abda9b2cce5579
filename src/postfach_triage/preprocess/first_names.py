"""First names that clients of a German Jobcenter often bear, written down by hand.

A list, not a model: it only helps where no greeting or relation gives a name away. Names that
are ordinary German words (Ernst, Mai, Rosa, Wolf) are left out.
"""

FIRST_NAMES = """
    abdi abdirahman abdul abdulhadi abdullah abdullahi abdulrahman abebe abena abiodun abu achim
    adaeze adam adama adela adem adina adjoa adnan adrian adwoa afia agim agnes agnieszka ahmad
    ahmadullah ahmed ahmet aida aischa aisha aissatou ajla akosua akua alan albert albina aldin
    alejandra alejandro aleksandar aleksandra aleksej alena alexander alexandra alfons alfred
    ali alicja alina alisa alisher aliya alma almaz alois alpha ama amadou amal amalia aman
    amani amanuel amar amara amarachi amela amelie amin amina aminata amir amira amirhossein
    amra amrit anahit anas anastasia anatoli anatolij anca andre andrea andreas andreea andrei
    andrij andrzej aneta angela angelika angelo anh anica anila anisa anita anja anjali anke ann
    anna anne annegret anneliese annett annette annika ansgar ante antek antje antoine anton
    antoni antonia antonina antonio anush aram aras arash arben ardita arian arif arjeta arjun
    arne arno artem artjom artur arwa asad asen asia asif asiya asma asmeret aster astou astrid
    awa axel aya ayaan ayanle ayat ayesha ayla aylin ayse aysegul aysel azad azadeh azar aziz
    babak babette bakary balwinder baraa baran barbara bartek bartosz basel bashir basia bassam
    bastian batoul beata beate beatrix behnaz behrouz ben benedikt benjamin benno berat bereket
    berfin bernd bernhard berta bertha besnik bettina bianca bijan bilal bilge binta birgit
    birte bjorn blerim blerta blessing bodo bogdan bohdan bojan bola bora boris borys boubacar
    bozena branka branko brigitte bronislaw bruno bulent burak burcu camelia can canan carina
    carl carla carlo carlos carmen carmo carola carolin caroline carsten catalin catalina celina
    celine cem cemal cemil cengiz ceren ceyda chantal charlotte cheikh chiara chidi chidinma
    chinedu chioma christa christel christian christiane christina christine christoph
    christopher cindy claas clara claudia claus clemens comfort conny cora corina corinna
    cornelia cornelius cosmin costel cristian cristina cuneyt czeslaw dagmar dagmara damian
    damir dana danica daniel daniela danijel danijela danuta danylo daria dario dariush dariusz
    darko daryna david davit dawid dawit deepak dejan denisa denise deniz dennis deqa derya
    desislava detlef diallo diana dieter dietmar dijana dilan dilara dilek dilnoza dimitar
    dimitri dina dirk djamila dmitri dmytro dominik dominika dora doreen dorin dorina doris
    dorothea doru dragan dragana drissa drita duc dung dunja dustin duygu dzenan dzmitry
    eberhard ebrima ebru ece eckhard ecrin edda edeltraud edgar edin edita edith eduard eduarda
    efua egon ekkehard ekrem elena elfriede elham elias elif elira elisa elisabeta elisabeth
    elitsa elke ella ellen elli elmedina elsbeth else elvira elvis elzbieta emeka emil emilia
    emily emina emine emir emma emmanuel emmi emre enes enisa enkelejda ennio enno ercan erdem
    erdogan eren ergin erich erik erika ermal erna erol ersin erwin esad esi esma esra esther
    eva evelin evelyn ewa ewald ewelina eyob fabian fabienne fabio fadi fadime fadumo fahim
    faisal faiza falk farah farhad farid farida farshid faruk farzana fatemeh fathi fatih fatima
    fatma fatmir fatos fatou fatoumata fatoş fatuma favour felicia felix femi ferdi ferdinand
    fereshteh ferhat feven fidan fiete fikret filip filiz filmon finja finn firas fitim florian
    florin florina francesco francisca franco franek franka franz franzi franziska frauke
    frederik freshta frida friederike friedhelm friedrich fritz fuad funmi furkan fynn gabi
    gabriel gabriela gabriele galina gamze gani genowefa georg georgi georgios gerald gerd gerda
    gerhard gerlinde gernot gerold gertrud geske ghada ghazal gheorghe gholam gina giorgi
    giorgio giovanni girgl gisela gitta giulia giuseppe gizem gjergj goce godwin gokhan golnaz
    goran gordana gosia gottfried grace grazyna greta grzegorz gudrun gul gulay gulcan guled
    gulsah gulsen gulsum gulten gunda gunnar gunter gunther gurpreet gustav habib habiba hadi
    hadija haile hailemariam hakan hala halil halima halina halyna hamid hamida hamidullah hamza
    hana hanan hang hania hanife hanna hannah hannelore hannes hanni hans harald haris harpreet
    hartmut hasan hassan hatice hawa haydar haytham heba hedwig heide heidemarie heidi heike
    heiko heiner heinrich heinz helena helene helga helge helin helmut hendrik henning henri
    henrik henrike henry henryk herbert heribert hermann hertha hiba hibo hien hieu hikmet hilde
    hildegard hinnerk hoa hoda hodan holger hooman hormoz horst hristo hubert huda hugo hung
    huong husam husein huseyin hussein ibrahim ida idris ifeoma ifrah ihor ikram ikran ilham
    ilhan ilir ilja ilka ilker ilona ilse ilyas iman imran imtiaz ina ines inga inge ingeborg
    ingo ingrid ioan ioana ioannis ion ionut iosif irena irene irfan irina iris irma irmgard
    irmtraud iryna isa isabel isabell isabella isatou isayas ismail ismaila ismet issa ivan
    ivana ivanka ivaylo ivelina ivo ivonne iwan iwona izabela jacek jacqueline jadwiga jakob
    jakub jalal jamal jamila jan jana janek janina janine jannes jannick jannik jannis janusz
    jaqueline jarek jaroslav jasmin jason jaspreet javad jayden jelena jennifer jenny jens
    jeremy jerzy jessica jessy jette jiyan joachim joana joanna joao jochen joel johann johanna
    johannes jolina jona jonas jonathan jonte jorg jorge joris josef josefine joseph josip jost
    jovan jovana joy jozef juan judi judith juergen jule julia julian juliana juliane julius
    jurgen justin justus justyna jutta kaan kadiatou kadir kai kamal kamil kamila karim karima
    karin karina karl karla karlheinz karola karolin karolina karoline karsten kasia kaspar
    katarina katarzyna kateryna katharina kathi kathleen kathrin kati katja katrin kaveh kehinde
    kemal kenan kerstin kevin khadija khadijah khaled khalid khalil khatera kiflom kilian kim
    kinga kiril kirsten klara klaus kofi kojo konrad konstantin korbinian kourosh krasimir
    krassimir kristijan kristin kristina krystyna krzysztof kuba kumaran kumba kurt kwabena
    kwaku kwame kwesi laith lakshmi lamia lamin lan lana lara larisa larissa lars larysa latifa
    laura lavinia layla lea leah leila lejla lena leni lennard lennart lennox lenny leo leon
    leonard leonid leonie leszek leticia levan levi levin lewan leyla lia liam liana liban lidia
    lidija lilli lilly lina linda linh linus lio liridon lisa lisbeth liudmyla liviu ljiljana
    ljubica loredana lorenzo lothar lotta lotte louis luan luay lubna luca lucas lucia luciana
    lucie ludger ludwig luigi luis luisa luise lujain luka lukas lulzim lutz luwam lydia lyubov
    lyudmila maciej maddox mads magda magdalena magomed mahdi mahmoud mahmud mahnaz mahsa mai
    maida maik maike maja majid maksim maksym malalai malgorzata malika malte mamadou mandy
    manfred manja manpreet manuel manuela mara marc marcel marco marcus marek maren margarete
    margit margot margret margrit maria mariam mariama marian mariana marianne marie marieke
    mariia marija marijana marika marin marina mario mariola marion marit marius mariusz marjan
    marko markus marlen marlene marlies marlis marta martha martin martina marvin marwa maryam
    maryana maryna massimo mateusz mathias mathilda mats matteo matthias matti mattis maurice
    max maximilian maya mebrat mechthild mehdi mehmed mehmet mehrdad mehret meike melanie melina
    melissa meltem memet meral mercy merhawi mert merve mesut metin metodi mia micha michael
    michaela michal michel michelle mieczyslaw miguel mihaela mihai mihail mika mikhail mikolaj
    mila milan mile milena milica miljana milo milos mina minh mira mirco mirela miriam mirja
    mirjam mirjana mirko miroslav miroslaw mirwais mirza modou mohamad mohamed mohammad mohammed
    mohamud mohanad mojca mona moncef monika monira moritz mourad moussa muhamed muhammad
    muhammed muhammet mukhtar mulugeta murat musa musab mustafa mustapha mykola nabil nada
    nadeem nadezhda nadia nadiia nadin nadine nadir nadja nagham nahid najib najibullah nana
    nancy narges nasim nasreen nasrin nastassja natalia natalie nataliia natalija nataliya
    natasa naveed navid nazar nazli ndeye nebojsa neda nedim negin nela nele nelu nemanja nermin
    nermina nesrin nevena ngan ngoc ngozi nguyen nick nico nicolas nicole nicoleta nihal nihat
    niklas nikola nikolai nikolas nikolay nikolina nilofar nils nina nino nizar noah noel noor
    noori nora norbert nour noura nurcan nurgul nuri nuria nurten nusrat oana obinna ogechi
    ognjen okko oksana ola olaf ole oleh olek oleksandr oleksandra oleksii olena olexandr olga
    olha oliver olivia oluwaseun omar omer omid onno onur orhan ortrun osas oscar oskar osman
    oswald otmar ottmar otto ottokar oumar ousainou ousman ousmane ovidiu ozan ozge ozlem pablo
    parisa parvin parwana pascal patience patricia patrick paul paula paulina pauline pavel
    pavlo pawel pedro peer peggy penka petar peter petra petro petru petrut petya pham philip
    philipp phillip phuong pia piet piotr piotrek plamen pouya precious predrag priya quang
    quynh rabea rabia rachid radka radmila rafael rafal raghad rahel rahim rahma rahul raimund
    rainer raisa rajesh rajko rakel ralf ralph raluca ramadan rami ramin ramiz ramo ramona
    ranjit ranya raphael rasha rashid rasim rawan rayan razan razvan rebecca reem refik regina
    regine rehana reiner reinhard reinhold renata renate rene resi reza ricarda ricardo rico
    rima rita rizwan robel robert roberto robin rohan rokhaya roksana roland rolf roman romina
    romy ronja ronny rosalia rosario rosemarie rosi roswitha roxana roya rozalia ruba rubina
    rudi rudiger rudolf rumen rumyana ruslan ruslana ruta ruth ryszard saad saba sabah sabina
    sabine sabri sabrina sadia saeed safa safia sahar sahra said saida saif salah saleh salih
    salim salima salma salvatore samantha samer sami samia samir samira samuel sanaa sandor
    sandra sandy sanela sanja sanjay sara sarah sasa sascha saskia savas schorsch sead seada
    sebastian sebnem seda sefa segun selam selcuk selim selina selma selvi semhar semih semir
    senad senait sepp serap serdar serge sergei sergej serhat serhii serkan setareh sevda sevgi
    sevil seydou shabnam shahbaz shahd shahin shahram sham shazia shirin shukria shukriya
    siavash sibel sibylle sidra siegfried siegrid siglinde sigmar sigrid silke silvia silvio
    silviya simon simona simone simran sina sinan siva sladjana slavica slavko slawomir slobodan
    snezana snezhana sofia sofie sofija sokol solomon song sonja sophia sophie soraya sorin
    souleymane stanislav stanislaw stanislawa stanka stas stefan stefanie stefano steffen steffi
    stefka stella stephan stephanie steve steven stipe stoyan suad suat success sukhdev sulejman
    suleyman sultan sumaya sunday sunita sunje suresh susan susann susanne suse suthan suzana
    svantje sven svenja svetlana svitlana swantje swen sybille sylvia sylvio szymon tabea
    tadeusz tahir tahira taim tala tam tamar tamara tamer tanja tanya taras tarek tareq tariq
    tatiana tatjana tayfun tekle telse temel teresa tesfay tesfaye tetiana thanh thao tharmini
    thea theo theodor theresa therese thi thierno thies thilo thomas thore thorsten thu thuy
    tiago tijana till tilo tim timm timo timon timotheus tina tino tirhas tjark tobias todor
    todorka tom tomas tomasz toni torben torsten tran trang traudel traute tristan tsegaye
    tsvetelina tuan tugba tuncay tunde turgut uche udo ugur ulf uli ulla ullrich ulrich ulrike
    ulviye umit umut uros ursel ursula urszula uschi uta ute uwe vahid valbona valentin
    valentina valeria valerie valerij vali van vanessa vasile vasilica vasyl vedat vera verena
    veronika veselin vesna vijay viktor viktoria viktoriia viktorija vincent vinh viola violeta
    viorel viorica vira vitali vitalii vivien vlad vladimir vlado vojislav volkan volker volkmar
    volodymyr vroni wael wafa wais waldemar waleed walid walter waltraud wanda wassili wencke
    wendelin wenke werner wibke wiebe wiebke wieslaw wiesława wiktor wiktoria wilfried wilhelm
    willi willy winfried winta wioletta wladimir wojciech wolfgang xaver xenia yahya yana
    yannick yannik yara yaroslav yasar yasemin yasin yasmin yasser yavuz yaw yazan yeliz yemi
    yen yesenia yohana yohannes yonas yordan yordanka yosef youssef yulia yuliia yuri yuriy
    yusuf yves yvi yvonne zabihullah zahir zahra zaid zainab zalmai zara zarghuna zaynab
    zbigniew zehra zekiye zeliha zeynab zeyneb zeynep zinaida zineb zlata zlatko zoe zoey zofia
    zoran zorica zsofia zuhal zuzana zuzia
"""
