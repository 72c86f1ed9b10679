//! Polish.

use super::Case;

/// The cases.
pub const CASES: &[Case] = &[
    // Titles joined by `i`; a name in the instrumental.
    (
        "Wicepremier i minister cyfryzacji Krzysztof Gawlik rozmawiał z prezydentem Francji Emmanuelem Durandem.",
        &[
            "Krzysztof Gawlik: Wicepremier; minister cyfryzacji [POL] participant",
            "Emmanuelem Durandem: prezydentem [FRA] participant",
        ],
    ),
    // RP is the state; an ambassador's sending state is cut, the receiving one stays.
    (
        "Prezydent RP Adam Malicki przyjął w Belwederze ambasadora Japonii w Polsce Akio Miyajimę. Adam Malicki podziękował ambasadorowi za współpracę.",
        &[
            "Adam Malicki: Prezydent [POL] speaker",
            "Akio Miyajimę: ambasadora ... w Polsce [JPN] participant",
        ],
    ),
    // A plural title goes to each of a list; the cue stands first.
    (
        "W posiedzeniu wzięli udział wiceministrowie Jan Nowak, Piotr Lis i Ewa Kania.",
        &[
            "Jan Nowak: wiceministrowie [POL] participant",
            "Piotr Lis: wiceministrowie [POL] participant",
            "Ewa Kania: wiceministrowie [POL] participant",
        ],
    ),
    // `były`, `b.`, `p.o.`
    (
        "Były minister finansów Tadeusz Koś oraz b. wojewoda mazowiecki Maria Sowa spotkali się z p.o. prezesa Agencji Rozwoju Przemysłu Janem Bąkiem.",
        &[
            "Tadeusz Koś: minister finansów(former) [POL] participant",
            "Maria Sowa: wojewoda mazowiecki(former) [POL] participant",
            "Janem Bąkiem: prezesa Agencji Rozwoju Przemysłu(acting) [POL] participant",
        ],
    ),
    // Elect.
    (
        "Prezydent elekt Karol Zawada wystąpi w Sejmie.",
        &["Karol Zawada: Prezydent(elect) [POL] speaker"],
    ),
    // Then; the verb stands before its subject.
    (
        "Obradom przewodniczył ówczesny premier Czech Petr Novák.",
        &["Petr Novák: premier(then) [CZE] chair"],
    ),
    // Ranks and degrees in a row.
    (
        "Gen. broni dr Wiesław Kukuła, szef Sztabu Generalnego Wojska Polskiego, powiedział, że ćwiczenia się udały.",
        &["Wiesław Kukuła: szef Sztabu Generalnego Wojska Polskiego [POL] speaker <Gen. broni dr>"],
    ),
    // A list of speakers whose posts follow.
    (
        "Głos zabrali: Marek Duda, wiceprzewodniczący Komisji Europejskiej, oraz Anna Król, dyrektor Instytutu Zachodniego.",
        &[
            "Marek Duda: wiceprzewodniczący Komisji Europejskiej [-] speaker",
            "Anna Król: dyrektor Instytutu Zachodniego [-] speaker",
        ],
    ),
    // A feminine title in the instrumental, its state as an adjective.
    (
        "Ambasador RP w Pradze Mirosław Jasiński spotkał się z czeską minister obrony Janą Černochovą.",
        &[
            "Mirosław Jasiński: Ambasador ... w Pradze [POL] participant",
            "Janą Černochovą: minister obrony [CZE] participant",
        ],
    ),
    // A family name alone first, the whole name after.
    (
        "Minister Kowalska podkreśliła rolę nauczycieli. Katarzyna Kowalska, minister edukacji, otworzyła szkołę w Radomiu.",
        &["Katarzyna Kowalska: minister edukacji [POL] speaker"],
    ),
    // The nominative wins over another case.
    (
        "Spotkaniu z Andrzejem Dudą towarzyszyła rozmowa. Prezydent Andrzej Duda zapewnił o wsparciu.",
        &["Andrzej Duda: Prezydent [POL] speaker"],
    ),
    // Two double-barrelled and plain names in the instrumental.
    (
        "Marszałek Sejmu Szymon Hołownia rozmawiał z marszałek Senatu Małgorzatą Kidawą-Błońską i wicemarszałkiem Piotrem Zgorzelskim.",
        &[
            "Szymon Hołownia: Marszałek Sejmu [POL] participant",
            "Małgorzatą Kidawą-Błońską: marszałek Senatu [POL] participant",
            "Piotrem Zgorzelskim: wicemarszałkiem [POL] participant",
        ],
    ),
    // On behalf of: the sender is not the holder.
    (
        "W imieniu Prezesa Rady Ministrów list odczytał wojewoda śląski Marek Wójcik.",
        &["Marek Wójcik: wojewoda śląski [POL] speaker"],
    ),
    // Mayors keep their cities, towns in the genitive.
    (
        "Prezydent Warszawy Rafał Trzaskowski, prezydent Gdańska Aleksandra Dulkiewicz oraz burmistrz Zakopanego Łukasz Filipowicz podpisali deklarację.",
        &[
            "Rafał Trzaskowski: Prezydent Warszawy [POL] participant",
            "Aleksandra Dulkiewicz: prezydent Gdańska [POL] participant",
            "Łukasz Filipowicz: burmistrz Zakopanego [POL] participant",
        ],
    ),
    // A numbered list, name and post on a line.
    (
        "Skład delegacji:\n1. Jan Kowal – sekretarz stanu, pełnomocnik rządu do spraw odbudowy Ukrainy\n2. Maria Lis – dyrektor Departamentu Współpracy Międzynarodowej MSWiA\n3. nadinsp. Marek Boroń – Komendant Główny Policji",
        &[
            "Jan Kowal: sekretarz stanu; pełnomocnik rządu do spraw odbudowy Ukrainy [POL] participant",
            "Maria Lis: dyrektor Departamentu Współpracy Międzynarodowej MSWiA [POL] participant",
            "Marek Boroń: Komendant Główny Policji [POL] participant <nadinsp.>",
        ],
    ),
    // An appointment.
    (
        "Premier Donald Malec powołał Annę Bielską na stanowisko ministra klimatu i środowiska.",
        &[
            "Donald Malec: Premier [POL] mentioned",
            "Annę Bielską: ministra klimatu i środowiska(elect) [POL] mentioned",
        ],
    ),
    (
        "Panelistami byli: prof. Jerzy Hausner, b. wicepremier; dr Olga Tkacz, prezes Fundacji „Dom”; ks. Adam Boniecki, publicysta.",
        &[
            "Jerzy Hausner: wicepremier(former) [POL] speaker <prof.>",
            "Olga Tkacz: prezes Fundacji „Dom” [-] speaker <dr>",
            "Adam Boniecki: publicysta [-] speaker <ks.>",
        ],
    ),
    // Bodies of no state.
    (
        "Sekretarz generalny NATO Mark Rutte i przewodnicząca Komisji Europejskiej Ursula von der Leyen przybyli do Warszawy.",
        &[
            "Mark Rutte: Sekretarz generalny NATO [-] participant",
            "Ursula von der Leyen: przewodnicząca Komisji Europejskiej [-] participant",
        ],
    ),
    // A quoted source.
    (
        "Zdaniem premiera Węgier Viktora Orbána rozmowy powinny ruszyć. Rzecznik rządu Adam Szłapka zaprzeczył.",
        &[
            "Viktora Orbána: premiera [HUN] speaker",
            "Adam Szłapka: Rzecznik rządu [POL] speaker",
        ],
    ),
    (
        "Konferencję poprowadził rzecznik prasowy MON Janusz Sewer. W konferencji wziął udział wiceminister Cezary Tomczyk.",
        &[
            "Janusz Sewer: rzecznik prasowy MON [POL] chair",
            "Cezary Tomczyk: wiceminister [POL] participant",
        ],
    ),
    (
        "Prezes NBP Adam Glapiński oraz prezes PKN Orlen Ireneusz Fąfara uczestniczyli w Forum Ekonomicznym w Karpaczu.",
        &[
            "Adam Glapiński: Prezes NBP [POL] participant",
            "Ireneusz Fąfara: prezes PKN Orlen [-] participant",
        ],
    ),
    // An office in the name of a body is nobody's.
    (
        "Akt powołania wręczył w Kancelarii Prezesa Rady Ministrów minister spraw wewnętrznych i administracji Piotr Walczak.",
        &["Piotr Walczak: minister spraw wewnętrznych i administracji [POL] participant"],
    ),
    (
        "W Ministerstwie Zdrowia minister zdrowia Jan Lenart spotkał się z Rzecznikiem Praw Pacjenta Bartłomiejem Chmielowcem.",
        &[
            "Jan Lenart: minister zdrowia [POL] participant",
            "Bartłomiejem Chmielowcem: Rzecznikiem Praw Pacjenta [POL] participant",
        ],
    ),
    // Posts of a biography, told without a subject.
    (
        "Ewa Sadowska urodziła się w 1975 r. w Lublinie. Była ambasadorem RP w Rzymie i dyrektorem Departamentu Europy. Obecnie jest podsekretarzem stanu w Ministerstwie Spraw Zagranicznych.",
        &[
            "Ewa Sadowska: ambasadorem ... w Rzymie(former); dyrektorem Departamentu Europy(former); podsekretarzem stanu w Ministerstwie Spraw Zagranicznych [POL] mentioned",
        ],
    ),
    (
        "Ewa Sadowska pełniła funkcję wojewody lubelskiego w latach 2010–2014. Wcześniej pracowała jako dyrektor Urzędu Miasta w Lublinie.",
        &[
            "Ewa Sadowska: wojewody lubelskiego(former); dyrektor Urzędu Miasta w Lublinie(former) [POL] mentioned",
        ],
    ),
    (
        "Radosław Wilk, sekretarz stanu w Ministerstwie Sprawiedliwości, poseł na Sejm RP, został powołany na stanowisko prokuratora krajowego.",
        &[
            "Radosław Wilk: sekretarz stanu w Ministerstwie Sprawiedliwości; poseł na Sejm RP; prokuratora krajowego(elect) [POL] mentioned",
        ],
    ),
    // Each of a list with its state.
    (
        "Prezydent Litwy Gitanas Nausėda, prezydent Łotwy Edgars Rinkēvičs i prezydent Estonii Alar Karis wzięli udział w obchodach w Warszawie.",
        &[
            "Gitanas Nausėda: Prezydent [LTU] participant",
            "Edgars Rinkēvičs: prezydent [LVA] participant",
            "Alar Karis: prezydent [EST] participant",
        ],
    ),
    (
        "Panie Prezydencie! Szanowni Państwo! – mówił marszałek województwa Olgierd Geblewicz.",
        &["Olgierd Geblewicz: marszałek województwa [POL] speaker"],
    ),
    // Only in the genitive.
    (
        "Wystąpienie ministra obrony narodowej Pawła Wolskiego na forum ONZ",
        &["Pawła Wolskiego: ministra obrony narodowej [POL] speaker"],
    ),
    (
        "Wiceminister Anna Radwan-Röhrenschef spotkała się z wiceministrem spraw zagranicznych Japonii Hiroshim Nakamurą. Wiceminister Radwan-Röhrenschef podkreśliła znaczenie partnerstwa. Hiroshi Nakamura podziękował Polsce.",
        &[
            "Anna Radwan-Röhrenschef: Wiceminister [POL] speaker",
            "Hiroshi Nakamura: wiceministrem spraw zagranicznych [JPN] speaker",
        ],
    ),
    (
        "Szef Kancelarii Prezydenta RP Zbigniew Bogucki poinformował, że prezydent odznaczył prof. Marię Zającową.",
        &["Zbigniew Bogucki: Szef Kancelarii Prezydenta [POL] speaker"],
    ),
    (
        "– Liczymy na współpracę – zaznaczyła ambasador USA w Polsce Georgette Mosbacher.",
        &["Georgette Mosbacher: ambasador ... w Polsce [USA] speaker"],
    ),
    (
        "Premier Donald Malec odbył wideokonferencję z kanclerzem Niemiec Friedrichem Merzem.",
        &[
            "Donald Malec: Premier [POL] participant",
            "Friedrichem Merzem: kanclerzem [DEU] participant",
        ],
    ),
    // A rank between title and name; a dative.
    (
        "Komendant wojewódzki PSP w Opolu st. bryg. Paweł Kielar złożył meldunek wojewodzie Monice Jurek.",
        &[
            "Paweł Kielar: Komendant wojewódzki PSP w Opolu [POL] mentioned <st. bryg.>",
            "Monice Jurek: wojewodzie [POL] mentioned",
        ],
    ),
    (
        "Przewodniczący Rady Europejskiej António Costa i Wysoka Przedstawiciel UE do spraw zagranicznych Kaja Kallas złożą wizytę w Kijowie.",
        &[
            "António Costa: Przewodniczący Rady Europejskiej [-] participant",
            "Kaja Kallas: Wysoka Przedstawiciel UE do spraw zagranicznych [-] participant",
        ],
    ),
    // An envoy to a body.
    (
        "Stały Przedstawiciel RP przy ONZ w Nowym Jorku Krzysztof Szczerski zabrał głos podczas debaty.",
        &["Krzysztof Szczerski: Stały Przedstawiciel ... przy ONZ w Nowym Jorku [POL] speaker"],
    ),
    (
        "Śp. gen. Tadeusz Buk i jego żona nie doczekali uroczystości.",
        &[],
    ),
    // Parties in brackets.
    (
        "Poseł Marek Sawicki (PSL) i poseł Zbigniew Hoffmann (PiS) zapytali o budżet.",
        &[
            "Marek Sawicki: Poseł [POL] speaker",
            "Zbigniew Hoffmann: poseł [POL] speaker",
        ],
    ),
    (
        "Nominowany na ministra finansów Andrzej Kos pracował w Banku Światowym.",
        &["Andrzej Kos: ministra finansów(elect) [POL] mentioned"],
    ),
    (
        "Wójt gminy Brzeziny Maria Kępa, starosta brzeziński Edmund Kotecki i radny Jan Mróz otworzyli drogę.",
        &[
            "Maria Kępa: Wójt gminy Brzeziny [POL] participant",
            "Edmund Kotecki: starosta brzeziński [POL] participant",
            "Jan Mróz: radny [POL] participant",
        ],
    ),
    // Plenipotentiaries; a state's adjective.
    (
        "Pełnomocnik rządu ds. odbudowy Ukrainy Paweł Kowal oraz minister rozwoju i technologii Krzysztof Paszyk rozmawiali z ukraińskim wicepremierem Ołeksijem Czernyszowem.",
        &[
            "Paweł Kowal: Pełnomocnik rządu ds. odbudowy Ukrainy [POL] participant",
            "Krzysztof Paszyk: minister rozwoju i technologii [POL] participant",
            "Ołeksijem Czernyszowem: wicepremierem [UKR] participant",
        ],
    ),
];
