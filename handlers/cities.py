"""Cities in three languages and their time zones, Kazakhstan's first: what people type instead of an IANA name."""

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
Asia/Almaty | Алматы | Алматы | Almaty | Алма-Ата | Alma-Ata
Asia/Almaty | Астана | Астана | Astana | Нұр-Сұлтан | Нур-Султан | Nur-Sultan
Asia/Almaty | Шымкент | Шымкент | Shymkent | Чимкент
Asia/Almaty | Қарағанды | Караганда | Karaganda | Karagandy | Qaraghandy
Asia/Almaty | Тараз | Тараз | Taraz
Asia/Almaty | Павлодар | Павлодар | Pavlodar
Asia/Almaty | Өскемен | Усть-Каменогорск | Oskemen | Ust-Kamenogorsk | Оскемен
Asia/Almaty | Семей | Семей | Semey | Семипалатинск
Asia/Almaty | Петропавл | Петропавловск | Petropavl | Petropavlovsk
Asia/Almaty | Көкшетау | Кокшетау | Kokshetau
Asia/Almaty | Талдықорған | Талдыкорган | Taldykorgan
Asia/Almaty | Түркістан | Туркестан | Turkistan
Asia/Almaty | Екібастұз | Экибастуз | Ekibastuz
Asia/Almaty | Теміртау | Темиртау | Temirtau
Asia/Almaty | Жезқазған | Жезказган | Zhezkazgan
Asia/Almaty | Балқаш | Балхаш | Balkhash
Asia/Almaty | Қонаев | Конаев | Konaev | Капшагай
Asia/Almaty | Қазақстан | Казахстан | Kazakhstan | Qazaqstan
Asia/Aqtobe | Ақтөбе | Актобе | Aktobe | Актюбинск
Asia/Atyrau | Атырау | Атырау | Atyrau
Asia/Aqtau | Ақтау | Актау | Aktau
Asia/Aqtau | Жаңаөзен | Жанаозен | Zhanaozen
Asia/Oral | Орал | Уральск | Oral | Uralsk
Asia/Qostanay | Қостанай | Костанай | Kostanay | Кустанай
Asia/Qostanay | Рудный | Рудный | Rudny
Asia/Qyzylorda | Қызылорда | Кызылорда | Kyzylorda
Asia/Qyzylorda | Байқоңыр | Байконур | Baikonur
Asia/Tashkent | Ташкент | Ташкент | Tashkent
Asia/Samarkand | Самарқан | Самарканд | Samarkand
Asia/Samarkand | Нөкіс | Нукус | Nukus
Asia/Bishkek | Бішкек | Бишкек | Bishkek
Asia/Dushanbe | Душанбе | Душанбе | Dushanbe
Asia/Ashgabat | Ашхабад | Ашхабад | Ashgabat
Asia/Urumqi | Үрімжі | Урумчи | Urumqi
Asia/Hovd | Баян-Өлгий | Баян-Улгий | Bayan-Ölgii | Olgii | Өлгей
Asia/Ulaanbaatar | Ұлан-Батыр | Улан-Батор | Ulaanbaatar
Europe/Moscow | Мәскеу | Москва | Moscow
Europe/Moscow | Санкт-Петербург | Санкт-Петербург | Saint Petersburg | Петербург | Питер
Europe/Moscow | Қазан | Казань | Kazan
Europe/Kaliningrad | Калининград | Калининград | Kaliningrad
Europe/Samara | Самара | Самара | Samara
Europe/Astrakhan | Астрахан | Астрахань | Astrakhan
Europe/Saratov | Саратов | Саратов | Saratov
Asia/Yekaterinburg | Екатеринбург | Екатеринбург | Yekaterinburg
Asia/Yekaterinburg | Челябі | Челябинск | Chelyabinsk
Asia/Yekaterinburg | Орынбор | Оренбург | Orenburg
Asia/Omsk | Омбы | Омск | Omsk
Asia/Novosibirsk | Новосібір | Новосибирск | Novosibirsk
Asia/Barnaul | Барнауыл | Барнаул | Barnaul
Asia/Krasnoyarsk | Красноярск | Красноярск | Krasnoyarsk
Asia/Irkutsk | Иркутск | Иркутск | Irkutsk
Asia/Vladivostok | Владивосток | Владивосток | Vladivostok
Europe/Minsk | Минск | Минск | Minsk
Europe/Kyiv | Киев | Киев | Kyiv | Київ
Asia/Baku | Баку | Баку | Baku
Asia/Tbilisi | Тбилиси | Тбилиси | Tbilisi
Asia/Yerevan | Ереван | Ереван | Yerevan
Europe/Istanbul | Ыстамбұл | Стамбул | Istanbul
Europe/Istanbul | Анкара | Анкара | Ankara
Europe/Berlin | Берлин | Берлин | Berlin
Europe/Berlin | Мюнхен | Мюнхен | Munich | München
Europe/Berlin | Франкфурт | Франкфурт | Frankfurt
Europe/Paris | Париж | Париж | Paris
Europe/London | Лондон | Лондон | London
Europe/Prague | Прага | Прага | Prague
Europe/Warsaw | Варшава | Варшава | Warsaw
Europe/Vienna | Вена | Вена | Vienna
Europe/Zurich | Цюрих | Цюрих | Zurich
Europe/Zurich | Женева | Женева | Geneva
Europe/Brussels | Брюссель | Брюссель | Brussels
Europe/Amsterdam | Амстердам | Амстердам | Amsterdam
Europe/Madrid | Мадрид | Мадрид | Madrid
Europe/Rome | Рим | Рим | Rome
Europe/Budapest | Будапешт | Будапешт | Budapest
Europe/Athens | Афина | Афины | Athens
Europe/Riga | Рига | Рига | Riga
Europe/Vilnius | Вильнюс | Вильнюс | Vilnius
Europe/Helsinki | Хельсинки | Хельсинки | Helsinki
Europe/Stockholm | Стокгольм | Стокгольм | Stockholm
Asia/Dubai | Дубай | Дубай | Dubai
Asia/Dubai | Әбу-Даби | Абу-Даби | Abu Dhabi
Asia/Riyadh | Мекке | Мекка | Mecca
Asia/Qatar | Доха | Доха | Doha
Asia/Jerusalem | Иерусалим | Иерусалим | Jerusalem | Тель-Авив | Tel Aviv
Africa/Cairo | Каир | Каир | Cairo
Asia/Tehran | Тегеран | Тегеран | Tehran
Asia/Kolkata | Дели | Дели | Delhi | Мумбаи | Mumbai
Asia/Shanghai | Бейжің | Пекин | Beijing
Asia/Shanghai | Шанхай | Шанхай | Shanghai
Asia/Hong_Kong | Гонконг | Гонконг | Hong Kong
Asia/Seoul | Сеул | Сеул | Seoul
Asia/Tokyo | Токио | Токио | Tokyo
Asia/Singapore | Сингапур | Сингапур | Singapore
Asia/Kuala_Lumpur | Куала-Лумпур | Куала-Лумпур | Kuala Lumpur
Asia/Bangkok | Бангкок | Бангкок | Bangkok
Australia/Sydney | Сидней | Сидней | Sydney
America/New_York | Нью-Йорк | Нью-Йорк | New York | NYC
America/New_York | Вашингтон | Вашингтон | Washington
America/Toronto | Торонто | Торонто | Toronto
America/Chicago | Чикаго | Чикаго | Chicago
America/Los_Angeles | Лос-Анджелес | Лос-Анджелес | Los Angeles | Сан-Франциско | San Francisco
Pacific/Auckland | Окленд | Окленд | Auckland
""")
