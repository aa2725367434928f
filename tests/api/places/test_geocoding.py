"""Answers are used only where they are precise, sure, alone and near the lane; trouble is told."""

import pytest

from api.places.finder import Level
from api.places.geocoders.base import Candidate, GeocoderTrouble
from api.places.geocoding import Answer, ask, ask_all
from api.places.records import Why
from optimizer.travel.datum import Bd09, Gcj02, Wgs84
from tests.api.places.known import east, quarter, there

ADDRESS = "花溪路358弄9号"


class Provider:
    """A provider that cannot be reached from here: it answers or fails as it is told."""

    name = "amap"

    def __init__(self, *answers, trouble=None):
        self.answers, self.trouble, self.asked = answers, trouble or {}, []

    def candidates(self, building):
        self.asked.append(building.address)
        if building.address in self.trouble:
            raise self.trouble[building.address]
        return self.answers


def candidate(metres=40, confidence=0.9, level=Level.BUILDING, datum=Gcj02):
    return Candidate(point=east(metres).to(datum), level=level, confidence=confidence)


def trouble(key="geocoder_timeout", **values):
    return GeocoderTrouble(key, name="amap", **values)


@pytest.mark.parametrize("datum", [Wgs84, Gcj02, Bd09])
def test_a_sure_answer_is_used_in_wgs84(datum):
    answer = ask(ADDRESS, Provider(candidate(datum=datum)), quarter())
    assert there(answer.found).point.metres_to(east(40)) < 0.01
    assert (there(answer.found).source, answer.datum) == ("amap", datum.code)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ((), Why.UNKNOWN),
        ((candidate(confidence=0.3),), Why.UNSURE),
        ((candidate(level=Level.ROAD),), Why.UNSURE),
        ((candidate(metres=2_000),), Why.UNSURE),
        ((candidate(metres=9_000),), Why.UNSURE),
        ((candidate(), candidate(metres=350, confidence=0.8)), Why.AMBIGUOUS),
    ],
)
def test_other_answers_wait_for_somebody_with_their_candidates(answers, why):
    answer = ask(ADDRESS, Provider(*answers), quarter())
    assert answer.found is None
    assert answer.why is why
    assert len(answer.candidates) == len(answers)


def test_a_second_answer_at_the_same_place_or_less_sure_does_no_harm():
    close, unsure = candidate(metres=50), candidate(metres=400, confidence=0.5)
    assert ask(ADDRESS, Provider(candidate(), close, unsure), quarter()).found is not None


def test_only_the_building_is_sent():
    provider = Provider(candidate())
    ask("花溪路358弄9号602室", provider, quarter())
    assert provider.asked == ["花溪路358弄9号"]


@pytest.mark.parametrize("address", ["王阿婆家花溪路358弄9号", "老干部活动室"])
def test_what_may_hold_a_name_is_withheld(address):
    provider = Provider(candidate())
    assert ask(address, provider, quarter()).withheld
    assert provider.asked == []


def run(provider, *addresses):
    kept: list[Answer] = []
    return ask_all(addresses, provider, quarter(), kept.append, lambda done, total: None), kept


def test_trouble_with_one_address_does_not_stop_the_others():
    provider = Provider(candidate(), trouble={"花溪路358弄9号": trouble("geocoder_refused")})
    summary, kept = run(provider, "花溪路358弄9号", "花溪路358弄11号", "老干部活动室")
    assert summary.found == ("花溪路358弄11号",)
    assert summary.withheld == ("老干部活动室",)
    assert list(summary.trouble) == ["花溪路358弄9号"]
    assert [answer.address for answer in kept] == ["花溪路358弄11号", "老干部活动室"]


def test_lasting_trouble_leaves_the_rest_unasked():
    quota = trouble("geocoder_quota", detail="DAILY_QUERY_OVER_LIMIT", lasting=True)
    provider = Provider(candidate(), trouble={"花溪路358弄9号": quota})
    summary, _ = run(provider, "花溪路358弄7号", "花溪路358弄9号", "花溪路358弄11号")
    assert summary.found == ("花溪路358弄7号",)
    assert summary.unasked == ("花溪路358弄11号",)


def test_a_provider_that_is_down_is_left_alone():
    addresses = [f"花溪路358弄{k}号" for k in range(11, 21)]
    provider = Provider(trouble={address: trouble() for address in addresses})
    summary, _ = run(provider, *addresses)
    assert len(provider.asked) == 3
    assert len(summary.unasked) == 7
