"""Cities under the names that other languages give them, and some that no zone is named after. Data only.

Only what is one city to most readers: no Valencia, Portland, Guadalajara or San José.
"""

from __future__ import annotations

_NAMES = {
    "Africa/Algiers": "Alger Algier Argel Algeri",
    "Africa/Cairo": "Kairo Caire Le_Caire El_Cairo Il_Cairo القاهرة Каир",
    "Africa/Casablanca": "Rabat Marrakech Marrakesch Marrakesh",
    "Africa/Johannesburg": "Kapstadt Le_Cap Ciudad_del_Cabo Città_del_Capo Cidade_do_Cabo Durban",
    "Africa/Tunis": "Túnez Tunisi",
    "America/Argentina/Buenos_Aires": "Mar_del_Plata",
    "America/Bogota": "Medellín",
    "America/Chicago": "Houston Dallas",
    "America/Guayaquil": "Quito",
    "America/Havana": "La_Habana La_Havane Havanna",
    "America/Lima": "Cusco",
    "America/Los_Angeles": "San_Diego",
    "America/Mexico_City": "Ciudad_de_México CDMX Mexiko-Stadt Città_del_Messico Cidade_do_México",
    "America/New_York": "Nueva_York Nova_Iorque Nova_York Philadelphia Atlanta",
    "America/Santiago": "Santiago_de_Chile Valparaíso Viña_del_Mar",
    "America/Sao_Paulo": "Rio_de_Janeiro Porto_Alegre Curitiba Belo_Horizonte",
    "America/Toronto": "Québec",
    "Asia/Bangkok": "Бангкок",
    "Asia/Beirut": "Beyrouth Beirute بيروت",
    "Asia/Dubai": "Dubái Dubaï Abou_Dabi دبي",
    "Asia/Jerusalem": "Jérusalem Jerusalén Gerusalemme Jerusalém",
    "Asia/Karachi": "Islamabad Lahore",
    "Asia/Kolkata": "Neu-Delhi Nueva_Delhi Nuova_Delhi Nova_Deli Bangalore Bengaluru Chennai",
    "Asia/Manila": "Manille",
    "Asia/Qatar": "Doha الدوحة",
    "Asia/Riyadh": "Riad Riyad Djeddah Jeddah الرياض",
    "Asia/Seoul": "Séoul Seúl Seul Busan",
    "Asia/Shanghai": "Peking Pékin Pekín Pechino Pequim Shenzhen Guangzhou 北京 上海",
    "Asia/Singapore": "Singapour Singapur Cingapura Singapura",
    "Asia/Tehran": "Teheran Téhéran Teherán",
    "Asia/Tokyo": "Tokio Tóquio Osaka Kyoto 東京 东京",
    "Australia/Sydney": "Sídney",
    "Europe/Amsterdam": "Den_Haag The_Hague La_Haye La_Haya L’Aia Haia Rotterdam Utrecht Ámsterdam Amsterdã Amesterdão",
    "Europe/Athens": "Athen Athènes Atenas Atene Αθήνα",
    "Europe/Belgrade": "Belgrad Belgrado Beograd",
    "Europe/Berlin": "Berlino Berlim Берлин München Monaco_di_Baviera Múnich Munique Köln Cologne "
    "Hamburg Hambourg Hamburgo Düsseldorf Stuttgart Leipzig Dresden Nürnberg Francfort Fráncfort Francoforte",
    "Europe/Brussels": "Brüssel Bruselas Bruxelas Brussel Antwerpen Antwerp Anvers Amberes Gent Ghent",
    "Europe/Bucharest": "Bukarest Bucarest București Bucareste",
    "Europe/Budapest": "Budapeste",
    "Europe/Copenhagen": "Kopenhagen Copenhague Copenaghen København",
    "Europe/Dublin": "Dublín Dublino",
    "Europe/Helsinki": "Helsinque Helsínquia",
    "Europe/Istanbul": "Estambul Istambul Ankara İstanbul",
    "Europe/Kyiv": "Kiew Київ Киев",
    "Europe/Lisbon": "Lisboa Lisbonne Lissabon Lisbona Porto Лиссабон",
    "Europe/Ljubljana": "Laibach Lubiana",
    "Europe/London": "Londres Londra Лондон Edinburgh Édimbourg Edimburgo Glasgow",
    "Europe/Luxembourg": "Luxemburg Luxemburgo Lussemburgo",
    "Europe/Madrid": "Мадрид Barcelona Barcelone Barcellona Sevilla Seville Séville Bilbao Zaragoza Saragossa",
    "Europe/Moscow": "Moskau Moscou Moscú Mosca Moscovo Москва Sankt_Petersburg",
    "Europe/Oslo": "Осло",
    "Europe/Paris": "París Parigi Париж Lyon Marseille Strasbourg Straßburg Estrasburgo Strasburgo Bordeaux Toulouse",
    "Europe/Prague": "Prag Praga Praha Прага Brno Brünn",
    "Europe/Rome": "Rom Milano Milan Mailand Milán Milão Torino Turin Firenze Florenz Florencia Venezia Venedig Venise "
    "Venecia Veneza Napoli Neapel Nápoles Genova Genua Gênes Génova Рим",
    "Europe/Stockholm": "Estocolmo Stoccolma Göteborg Gothenburg Malmö",
    "Europe/Vienna": "Vienne Viena Graz Salzburg Innsbruck Linz",
    "Europe/Warsaw": "Warschau Varsovie Varsovia Varsavia Varsóvia Warszawa Варшава Kraków Krakau Cracovie Cracovia "
    "Gdańsk Danzig",
    "Europe/Zagreb": "Agram Zagabria",
    "Europe/Zurich": "Zürich Zurigo Zúrich Zurique Genf Ginevra Ginebra Genebra Basel Bâle Basilea Lausanne Davos",
}  # fmt: skip
OTHER_NAMES = {name.replace("_", " "): zone for zone, names in _NAMES.items() for name in names.split()}
# What goes before “er Zeit” in German, where that is not the city’s name.
ADJECTIVES = {"Münchn": "Europe/Berlin", "Dresdn": "Europe/Berlin", "Zürch": "Europe/Zurich", "Basl": "Europe/Zurich"}
