"""Times and places as people write them, in three languages."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import Locale
from content.schedule import Rhythm
from handlers.cities import cities
from handlers.spoken_hours import in_figures
from handlers.times import read_days, read_wish
from handlers.zones import find_zone, near_zones, zone_name


@pytest.mark.parametrize(
    ("said", "at", "place"),
    [
        ("9", time(9), ""),
        ("9:00", time(9), ""),
        ("21.30", time(21, 30), ""),
        ("21-30", time(21, 30), ""),
        ("0730", time(7, 30), ""),
        ("9 pm", time(21), ""),
        ("9PM", time(21), ""),
        ("12 am", time(0), ""),
        ("noon", time(12), ""),
        ("сағат 9-да", time(9), ""),
        ("таңғы 7-де", time(7), ""),
        ("кешкі 8", time(20), ""),
        ("в 9 утра", time(9), ""),
        ("в 9 вечера", time(21), ""),
        ("в 2 часа дня", time(14), ""),
        ("полночь", time(0), ""),
        ("24:00", time(0), ""),
        ("9:00 Астана", time(9), "Астана"),
        ("Asia/Almaty 9", time(9), "Asia/Almaty"),
        ("9 UTC+5", time(9), "UTC+5"),
        ("Алматы", None, "Алматы"),
        ("вечером", time(20), ""),
        ("Утром", time(9), ""),
        ("днём", time(13), ""),
        ("таңертең", time(9), ""),
        ("түсте", time(13), ""),
        ("күн сайын кешке", time(20), ""),
        ("in the afternoon", time(13), ""),
        ("every evening Astana", time(20), "Astana"),
        ("каждый день", None, ""),
        ("9:30 Алёшкино", time(9, 30), "Алёшкино"),
        ("", None, ""),
    ],
)
def test_a_wish(said: str, at: time | None, place: str) -> None:
    read = read_wish(said)
    assert (read.at, read.place, read.near) == (at, place, ())


@pytest.mark.parametrize(
    ("said", "at", "place"),
    [
        ("кешкі сегіз", time(20), ""),
        ("таңғы жетіде", time(7), ""),
        ("сағат тоғызда", time(9), ""),
        ("сағат онда", time(10), ""),
        ("он екіде", time(12), ""),
        ("тоғыз жарым", time(9, 30), ""),
        ("9 жарымда", time(9, 30), ""),
        ("он бір жарым", time(11, 30), ""),
        ("жиырма бір отыз", time(21, 30), ""),
        ("таңғы сегіз Қызылордада", time(8), "Қызылордада"),
        ("9 жарымда Атырау", time(9, 30), "Атырау"),
        ("кешкі жетіде Орал", time(19), "Орал"),
        ("UTC+5 тоғызда", time(9), "UTC+5"),
        ("түскі 1", time(13), ""),
        ("түскі он екі", time(12), ""),
        ("ертең 9", time(9), ""),
        ("ертеңнен бастап таңғы жетіде", time(7), ""),
        ("ертеңгі 9", time(9), ""),
        ("в девять утра", time(9), ""),
        ("в полдевятого", time(8, 30), ""),
        ("полдевятого вечера", time(20, 30), ""),
        ("в половине девятого", time(8, 30), ""),
        ("в половине 9-го", time(8, 30), ""),
        ("полпервого", time(12, 30), ""),
        ("полпервого ночи", time(0, 30), ""),
        ("четверть девятого", time(8, 15), ""),
        ("без четверти девять", time(8, 45), ""),
        ("в девять с половиной", time(9, 30), ""),
        ("в девять тридцать", time(9, 30), ""),
        ("в девять часов тридцать минут", time(9, 30), ""),
        ("двадцать тридцать", time(20, 30), ""),
        ("восемь вечера", time(20), ""),
        ("с завтрашнего дня в восемь", time(8), ""),
        ("nine am", time(9), ""),
        ("half past nine", time(9, 30), ""),
        ("quarter to nine pm", time(20, 45), ""),
        ("seven thirty pm", time(19, 30), ""),
        ("nine-thirty in the morning Almaty", time(9, 30), "Almaty"),
        ("tomorrow at nine", time(9), ""),
        ("half nine", None, "half nine"),
        ("on noon", time(12), "on"),
        ("Үштөбе", None, "Үштөбе"),
    ],
)
def test_hours_in_words(said: str, at: time | None, place: str) -> None:
    read = read_wish(said)
    assert (read.at, read.place, read.near) == (at, place, ())


def test_no_city_is_taken_for_an_hour() -> None:
    for city in cities():
        for name in (*city.names.values(), *city.others):
            assert in_figures(name) == name


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("said", "at", "place", "days", "rhythm"),
    [
        ("9:00 по будням", time(9), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("в будние дни в 9 утра", time(9), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("weekdays 8 am Almaty", time(8), "Almaty", "mon tue wed thu fri", Rhythm.DAILY),
        ("жұмыс күндері сағат 9-да", time(9), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("демалыс күндері кешке", time(20), "", "sat sun", Rhythm.DAILY),
        ("по выходным", None, "", "sat sun", Rhythm.DAILY),
        ("пн-пт 9:00", time(9), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("пн, ср, пт 9:00 Астана", time(9), "Астана", "mon wed fri", Rhythm.DAILY),
        ("дс–жм 07:30", time(7, 30), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("дүйсенбіден жұмаға дейін 9", time(9), "", "mon tue wed thu fri", Rhythm.DAILY),
        ("с понедельника по среду в 10", time(10), "", "mon tue wed", Rhythm.DAILY),
        ("sat to mon 10", time(10), "", "sat sun mon", Rhythm.DAILY),
        ("по понедельникам и четвергам вечером", time(20), "", "mon thu", Rhythm.DAILY),
        ("on Mondays and Fridays at 9 pm", time(21), "", "mon fri", Rhythm.DAILY),
        ("сейсенбі мен бейсенбі", None, "", "tue thu", Rhythm.DAILY),
        ("кроме воскресенья", None, "", "mon tue wed thu fri sat", Rhythm.DAILY),
        ("every day except weekends", None, "", "mon tue wed thu fri", Rhythm.DAILY),
        ("жексенбіден басқа күндері 9:00", time(9), "", "mon tue wed thu fri sat", Rhythm.DAILY),
        ("раз в неделю", None, "", None, Rhythm.WEEKLY),
        ("weekly on Friday 18:00", time(18), "", "fri", Rhythm.WEEKLY),
        ("once a week Astana", None, "Astana", None, Rhythm.WEEKLY),
        ("аптасына бір рет жұмада 19:00", time(19), "", "fri", Rhythm.WEEKLY),
        ("каждый день в 9", time(9), "", " ".join(WEEK), Rhythm.DAILY),
        ("дүйсенбі сайын тоғызда", time(9), "", "mon", Rhythm.DAILY),
        ("аптасына бір рет кешкі сегізде", time(20), "", None, Rhythm.WEEKLY),
        ("9:00 Жұмабек", time(9), "Жұмабек", None, None),
        ("9", time(9), "", None, None),
    ],
)
def test_a_wish_with_days(said: str, at: time | None, place: str, days: str | None, rhythm: Rhythm | None) -> None:
    read = read_wish(said)
    mask = sum(1 << WEEK.index(day) for day in days.split()) if days else None
    assert (read.at, read.place, read.near) == (at, place, ())
    assert (read.days, read.rhythm) == (mask, rhythm)


@pytest.mark.parametrize(("said", "near"), [("25:00", {time(1), time(23)}), ("9:75", {time(10, 15), time(9, 59)})])
def test_an_impossible_time_has_neighbours(said: str, near: set[time]) -> None:
    assert set(read_wish(said).near) == near


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("7", 7),
        ("14 дней", 14),
        ("на неделю", 7),
        ("месяц", 30),
        ("Бір апта", 7),
        ("a week", 7),
        ("две недели", 14),
        ("2 недели", 14),
        ("екі апта", 14),
        ("forever", None),
        ("на", None),
        ("", None),
    ],
)
def test_a_number_of_days(said: str, days: int | None) -> None:
    assert read_days(said) == days


@given(st.text(max_size=40))
def test_nothing_typed_is_an_error(said: str) -> None:
    read = read_wish(said)
    read_days(said)
    for locale in Locale:
        find_zone(read.place, locale)
        assert near_zones(said, locale)


@given(st.times())
def test_every_time_of_day_is_understood(at: time) -> None:
    assert read_wish(at.strftime("%H:%M")).at == at.replace(second=0, microsecond=0)
    assert read_wish(at.strftime("%H.%M")).at == at.replace(second=0, microsecond=0)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_city_is_known_by_every_name_and_has_rules(locale: Locale) -> None:
    for city in cities():
        ZoneInfo(city.zone)
        for name in (*city.names.values(), *city.others):
            place = find_zone(name, locale)
            assert place is not None
            assert place.zone == city.zone, name


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Алматыда", "Asia/Almaty"),
        ("Алмата", "Asia/Almaty"),
        ("москвы", "Europe/Moscow"),
        ("Нью Йорк", "America/New_York"),
        ("asia/oral", "Asia/Oral"),
        ("UTC-3", "Etc/GMT+3"),
        ("+5", "Etc/GMT-5"),
        ("Kostanai", "Asia/Qostanay"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("GMT+5:45", "Asia/Kathmandu"),
        ("UTC 5", "Etc/GMT-5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("мск", "Europe/Moscow"),
        ("московскому", "Europe/Moscow"),
        ("Индия", "Asia/Kolkata"),
        ("Үндістан", "Asia/Kolkata"),
        ("Астана қаласы", "Asia/Almaty"),
        ("Қызылорда қ.", "Asia/Qyzylorda"),
        ("Алматы облысы", "Asia/Almaty"),
        ("Маңғыстау облысында", "Asia/Aqtau"),
        ("Батыс Қазақстан облысы", "Asia/Oral"),
        ("г. Алматы", "Asia/Almaty"),
        ("г.Атырау", "Asia/Atyrau"),
        ("городе Костанае", "Asia/Qostanay"),
        ("город Шымкент", "Asia/Almaty"),
        ("Западно-Казахстанская область", "Asia/Oral"),
        ("Кызылординская обл.", "Asia/Qyzylorda"),
        ("ЗКО", "Asia/Oral"),
        ("Almaty region", "Asia/Almaty"),
        ("city of Astana", "Asia/Almaty"),
        ("Mexico City", "America/Mexico_City"),
    ],
)
def test_a_place_however_it_is_written(said: str, zone: str) -> None:
    place = find_zone(said, Locale.EN)
    assert place is not None
    assert place.zone == zone


@pytest.mark.parametrize("said", ["Atlantis", "Мексика", "UTC+5:17", "UTC+25", "город", "облысы", "г."])
def test_a_place_is_not_guessed(said: str) -> None:
    assert find_zone(said, Locale.RU) is None


def test_an_unknown_place_gets_near_ones() -> None:
    assert near_zones("Atlantis", Locale.EN)[0].name == "Atlantic"
    assert find_zone("xyzzy", Locale.EN) is None
    assert near_zones("Ктсктнай", Locale.RU)[0].name == "Костанай"
    assert zone_name("Asia/Almaty", Locale.KK) == "Алматы, Астана"
    assert zone_name("America/Argentina/Buenos_Aires", Locale.EN) == "Buenos Aires"
