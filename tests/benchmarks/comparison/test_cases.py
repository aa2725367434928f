"""Problems are found as fixtures, files and folders, each under a name of its own."""

import pytest

from api.files import read_problem, write_problem
from benchmarks.comparison import cases
from benchmarks.comparison.cases import UnknownProblem, cases_of, without_staggering
from optimizer.errors import InvalidInput
from optimizer.problem import Batch
from tests import toys

STAGGERED = toys.line(
    canteens=(toys.canteen(batches=(Batch(ready=toys.OPEN, meals=9),), loading_bays=1),)
)


@pytest.fixture
def fixture(monkeypatch):
    built = []

    def build():
        built.append(STAGGERED)
        return STAGGERED

    monkeypatch.setattr(cases, "FIXTURES", {"toy": build})
    return built


def test_fixture_is_built_once_and_written(fixture, tmp_path):
    (first,) = cases_of(["toy"], tmp_path)
    (again,) = cases_of(["toy", "toy"], tmp_path)
    assert first == again
    assert len(fixture) == 1
    assert read_problem(first.path) == STAGGERED


def test_free_is_the_same_day_without_batches_and_bays(fixture, tmp_path):
    plain, free = cases_of(["toy", "toy:free"], tmp_path)
    assert read_problem(free.path) == without_staggering(STAGGERED)
    assert read_problem(free.path).canteens[0].loading_bays is None
    assert plain.digest != free.digest


def test_meal_points_keep_the_times_of_their_supply():
    problem = toys.two_levels()
    points = [canteen for canteen in problem.canteens if not canteen.kitchen]
    assert points
    left = without_staggering(problem).canteens
    assert [canteen for canteen in left if not canteen.kitchen] == points


def test_folder_gives_its_problems_and_not_its_plans(tmp_path):
    write_problem(toys.line(), tmp_path / "one.json")
    write_problem(STAGGERED, tmp_path / "two.json")
    (tmp_path / "plan.json").write_text('{"version": 1, "riders": []}')
    assert [case.name for case in cases_of([str(tmp_path)], tmp_path)] == ["one", "two"]


def test_same_names_in_different_folders_are_told_apart(tmp_path):
    files = []
    for folder in ("monday", "tuesday"):
        (tmp_path / folder).mkdir()
        files.append(str(tmp_path / folder / "lunch.json"))
        write_problem(toys.line(), tmp_path / folder / "lunch.json")
    assert [case.name for case in cases_of(files, tmp_path)] == ["lunch", "tuesday/lunch"]


def test_no_folder_is_lost_however_alike_their_names(tmp_path):
    files = [tmp_path / week / "monday" / "problem.json" for week in ("w1", "w2", "w3")]
    for file in files:
        file.parent.mkdir(parents=True)
        write_problem(toys.line(), file)
    found = cases_of(map(str, files), tmp_path)
    assert [case.name for case in found] == ["monday", "w2/monday", "w3/monday"]


def test_problem_in_the_folder_one_stands_in_is_called_like_the_folder(tmp_path, monkeypatch):
    write_problem(toys.line(), tmp_path / "problem.json")
    monkeypatch.chdir(tmp_path)
    (case,) = cases_of(["problem.json"], tmp_path)
    assert case.name == tmp_path.name


def test_misspelt_name_is_answered_with_the_fixtures(tmp_path):
    with pytest.raises(UnknownProblem, match="canteen"):
        cases_of(["cantene"], tmp_path)


def test_broken_file_that_was_named_is_refused(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text('{"version": 1, "visits": []')
    with pytest.raises(InvalidInput):
        cases_of([str(path)], tmp_path)
