"""Cities, with the regions around them and countries of one time zone, in three languages, Kazakhstan's first."""

from __future__ import annotations

from dataclasses import dataclass

from content.model import Locale


@dataclass(frozen=True, slots=True)
class City:
    """A city, its zone, its names, and other ways to write it."""

    zone: str
    names: dict[Locale, str]
    others: tuple[str, ...] = ()


def cities() -> tuple[City, ...]:
    """All of them, in the order in which near ones are offered."""
    return _CITIES


def _read(table: str) -> tuple[City, ...]:
    made = []
    for line in table.strip().splitlines():
        zone, kk, ru, en, *others = (part.strip() for part in line.split("|"))
        made.append(City(zone, {Locale.KK: kk, Locale.RU: ru, Locale.EN: en}, tuple(others)))
    return tuple(made)


_CITIES = _read("""
Asia/Almaty | Алматы | Алматы | Almaty | Алма-Ата | Alma-Ata | алматинск
Asia/Almaty | Астана | Астана | Astana | Нұр-Сұлтан | Нур-Султан | Nur-Sultan | астанинск
Asia/Almaty | Шымкент | Шымкент | Shymkent | Чимкент
Asia/Almaty | Қарағанды | Караганда | Karaganda | Karagandy | Qaraghandy | карагандинск
Asia/Almaty | Тараз | Тараз | Taraz | Жамбыл | Zhambyl | Jambyl
Asia/Almaty | Павлодар | Павлодар | Pavlodar
Asia/Almaty | Өскемен | Усть-Каменогорск | Oskemen | Ust-Kamenogorsk | Оскемен | Шығыс Қазақстан | Восточный Казахстан | восточно-казахстанск | East Kazakhstan | ШҚО | ВКО
Asia/Almaty | Семей | Семей | Semey | Семипалатинск | Абай | Abai | Abay
Asia/Almaty | Петропавл | Петропавловск | Petropavl | Petropavlovsk | Солтүстік Қазақстан | Северный Казахстан | северо-казахстанск | North Kazakhstan | СҚО | СКО
Asia/Almaty | Көкшетау | Кокшетау | Kokshetau | Ақмола | Акмола | Akmola | Aqmola | акмолинск
Asia/Almaty | Талдықорған | Талдыкорган | Taldykorgan | Жетісу | Жетысу | Zhetysu | Jetisu
Asia/Almaty | Түркістан | Туркестан | Turkistan | Turkestan
Asia/Almaty | Екібастұз | Экибастуз | Ekibastuz
Asia/Almaty | Теміртау | Темиртау | Temirtau
Asia/Almaty | Жезқазған | Жезказган | Zhezkazgan | Ұлытау | Улытау | Ulytau
Asia/Almaty | Балқаш | Балхаш | Balkhash
Asia/Almaty | Қонаев | Конаев | Konaev | Капшагай
Asia/Almaty | Қазақстан | Казахстан | Kazakhstan | Qazaqstan
Asia/Aqtobe | Ақтөбе | Актобе | Aktobe | Актюбинск | Aqtobe
Asia/Atyrau | Атырау | Атырау | Atyrau
Asia/Aqtau | Ақтау | Актау | Aktau | Маңғыстау | Мангистау | Mangystau | Mangistau
Asia/Aqtau | Жаңаөзен | Жанаозен | Zhanaozen
Asia/Oral | Орал | Уральск | Oral | Uralsk | Батыс Қазақстан | Западный Казахстан | западно-казахстанск | West Kazakhstan | БҚО | ЗКО
Asia/Qostanay | Қостанай | Костанай | Kostanay | Кустанай
Asia/Qostanay | Рудный | Рудный | Rudny
Asia/Qyzylorda | Қызылорда | Кызылорда | Kyzylorda | Qyzylorda | кызылординск
Asia/Qyzylorda | Байқоңыр | Байконур | Baikonur
Asia/Tashkent | Ташкент | Ташкент | Tashkent | Өзбекстан | Узбекистан | Uzbekistan
Asia/Samarkand | Самарқан | Самарканд | Samarkand
Asia/Samarkand | Нөкіс | Нукус | Nukus
Asia/Bishkek | Бішкек | Бишкек | Bishkek | Қырғызстан | Кыргызстан | Киргизия | Kyrgyzstan
Asia/Dushanbe | Душанбе | Душанбе | Dushanbe | Тәжікстан | Таджикистан | Tajikistan
Asia/Ashgabat | Ашхабад | Ашхабад | Ashgabat | Түрікменстан | Туркменистан | Туркмения | Turkmenistan
Asia/Urumqi | Үрімжі | Урумчи | Urumqi
Asia/Hovd | Баян-Өлгий | Баян-Улгий | Bayan-Ölgii | Olgii | Өлгей
Asia/Ulaanbaatar | Ұлан-Батыр | Улан-Батор | Ulaanbaatar
Europe/Moscow | Мәскеу | Москва | Moscow | мск | msk | московск
Europe/Moscow | Санкт-Петербург | Санкт-Петербург | Saint Petersburg | Петербург | Питер | спб | spb
Europe/Moscow | Қазан | Казань | Kazan
Europe/Kaliningrad | Калининград | Калининград | Kaliningrad
Europe/Samara | Самара | Самара | Samara
Europe/Astrakhan | Астрахан | Астрахань | Astrakhan
Europe/Saratov | Саратов | Саратов | Saratov
Asia/Yekaterinburg | Екатеринбург | Екатеринбург | Yekaterinburg | екб
Asia/Yekaterinburg | Челябі | Челябинск | Chelyabinsk
Asia/Yekaterinburg | Орынбор | Оренбург | Orenburg
Asia/Omsk | Омбы | Омск | Omsk
Asia/Novosibirsk | Новосібір | Новосибирск | Novosibirsk | нск
Asia/Barnaul | Барнауыл | Барнаул | Barnaul
Asia/Krasnoyarsk | Красноярск | Красноярск | Krasnoyarsk
Asia/Irkutsk | Иркутск | Иркутск | Irkutsk
Asia/Vladivostok | Владивосток | Владивосток | Vladivostok
Europe/Minsk | Минск | Минск | Minsk | Беларусь | Белоруссия | Belarus
Europe/Kyiv | Киев | Киев | Kyiv | Київ | Украина | Ukraine
Asia/Baku | Баку | Баку | Baku | Әзербайжан | Азербайджан | Azerbaijan
Asia/Tbilisi | Тбилиси | Тбилиси | Tbilisi | Грузия | Georgia
Asia/Yerevan | Ереван | Ереван | Yerevan | Армения | Armenia
Europe/Istanbul | Ыстамбұл | Стамбул | Istanbul | Түркия | Турция | Turkey | Türkiye
Europe/Istanbul | Анкара | Анкара | Ankara
Europe/Berlin | Берлин | Берлин | Berlin | Германия | Germany
Europe/Berlin | Мюнхен | Мюнхен | Munich | München
Europe/Berlin | Франкфурт | Франкфурт | Frankfurt
Europe/Paris | Париж | Париж | Paris | Франция | France
Europe/London | Лондон | Лондон | London | Ұлыбритания | Великобритания | Англия | Britain | England | UK
Europe/Prague | Прага | Прага | Prague | Чехия | Czechia
Europe/Warsaw | Варшава | Варшава | Warsaw | Польша | Poland
Europe/Vienna | Вена | Вена | Vienna | Австрия | Austria
Europe/Zurich | Цюрих | Цюрих | Zurich | Швейцария | Switzerland
Europe/Zurich | Женева | Женева | Geneva
Europe/Brussels | Брюссель | Брюссель | Brussels | Бельгия | Belgium
Europe/Amsterdam | Амстердам | Амстердам | Amsterdam | Нидерланды | Голландия | Netherlands
Europe/Madrid | Мадрид | Мадрид | Madrid
Europe/Rome | Рим | Рим | Rome | Италия | Italy
Europe/Budapest | Будапешт | Будапешт | Budapest | Венгрия | Hungary
Europe/Athens | Афина | Афины | Athens | Греция | Greece
Europe/Riga | Рига | Рига | Riga
Europe/Vilnius | Вильнюс | Вильнюс | Vilnius
Europe/Helsinki | Хельсинки | Хельсинки | Helsinki | Финляндия | Finland
Europe/Stockholm | Стокгольм | Стокгольм | Stockholm | Швеция | Sweden
Asia/Dubai | Дубай | Дубай | Dubai | БАӘ | ОАЭ | Эмираты | UAE | Emirates
Asia/Dubai | Әбу-Даби | Абу-Даби | Abu Dhabi
Asia/Riyadh | Мекке | Мекка | Mecca
Asia/Qatar | Доха | Доха | Doha
Asia/Jerusalem | Иерусалим | Иерусалим | Jerusalem | Тель-Авив | Tel Aviv | Израиль | Israel
Africa/Cairo | Каир | Каир | Cairo | Мысыр | Египет | Egypt
Asia/Tehran | Тегеран | Тегеран | Tehran | Иран | Iran
Asia/Kolkata | Дели | Дели | Delhi | Мумбаи | Mumbai | Үндістан | Индия | India
Asia/Shanghai | Бейжің | Пекин | Beijing | Қытай | Китай | China
Asia/Shanghai | Шанхай | Шанхай | Shanghai
Asia/Hong_Kong | Гонконг | Гонконг | Hong Kong
Asia/Seoul | Сеул | Сеул | Seoul | Корея | Korea
Asia/Tokyo | Токио | Токио | Tokyo | Жапония | Япония | Japan
Asia/Singapore | Сингапур | Сингапур | Singapore
Asia/Kuala_Lumpur | Куала-Лумпур | Куала-Лумпур | Kuala Lumpur | Малайзия | Malaysia
Asia/Bangkok | Бангкок | Бангкок | Bangkok | Тайланд | Таиланд | Thailand
Australia/Sydney | Сидней | Сидней | Sydney
America/New_York | Нью-Йорк | Нью-Йорк | New York | NYC
America/New_York | Вашингтон | Вашингтон | Washington
America/Toronto | Торонто | Торонто | Toronto
America/Chicago | Чикаго | Чикаго | Chicago
America/Los_Angeles | Лос-Анджелес | Лос-Анджелес | Los Angeles | Сан-Франциско | San Francisco
Pacific/Auckland | Окленд | Окленд | Auckland
""")
