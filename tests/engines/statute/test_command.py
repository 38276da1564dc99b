"""The command a planner, or another program, asks: `plandugnad statute`."""

import json
from pathlib import Path
from typing import Any

import pytest

from plandugnad.engines.statute import chains
from plandugnad.launch.cli import main


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["statute", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["statute", *words]) == 1
    return capsys.readouterr().err


def case(folder: Path, text: str) -> str:
    path = folder / "plansak.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_six_weeks_from_easter_sunday_pass_constitution_day(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "period", "--start", "2026-04-05", "--length", "6", "--unit", "weeks")
    assert told["statutory_end"] == "2026-05-17"
    assert told["working_day_end"] == "2026-05-18"
    assert told["reasons"] == [
        "6 uker etter søndag 5. april 2026 er søndag 17. mai 2026",
        "søndag 17. mai 2026 er grunnlovsdagen, så slutten går til neste virkedag, mandag 18. mai 2026 "
        "(domstolloven § 149)",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--start", "2026-02-30", "--length", "6", "--unit", "weeks"], "start: «2026-02-30» er ingen dato."),
        (["--start", "i går", "--length", "6", "--unit", "weeks"], "start: «i går» er ingen dato."),
        (["--start", "2026-02-03", "--length", "0", "--unit", "weeks"], "En frist på 0 går ikke."),
        (["--start", "2026-02-03", "--length", "-3", "--unit", "days"], "En frist på -3 går ikke."),
        (["--start", "2026-02-03", "--length", "seks", "--unit", "weeks"], "«seks» er ikke et helt tall"),
        (["--start", "2026-02-03", "--length", "99999999999", "--unit", "days"], "lengre enn 200 år"),
        (["--start", "1066-10-14", "--length", "6", "--unit", "weeks"], "for langt unna"),
        (["--length", "6", "--unit", "weeks"], "--start mangler"),
    ],
)
def test_what_cannot_be_counted_is_said_in_words(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert said in refused(capsys, "period", *words)


def test_a_private_zoning_plan_gets_its_twelve_weeks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = asked(
        capsys,
        "chain",
        case(
            tmp_path, "plan_type: REG\ntoday: 2026-04-01\nevents:\n- {step: REG-5, date: 2026-03-03, confirmed: true}\n"
        ),
    )
    laying_out = next(one for one in told["deadlines"] if one["step"] == "REG-6")
    assert laying_out["kind"] == "max"
    assert laying_out["statutory_end"] == laying_out["working_day_end"] == "2026-05-26"
    assert "12 uker etter tirsdag 3. mars 2026 er tirsdag 26. mai 2026" in laying_out["reasons"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan_type: kaffeplan\ntoday: 2026-01-01", "plan_type: kjenner ikke «kaffeplan». Bruk"),
        ("plan_type: REG", "today mangler."),
        ("plan_type: REG\ntoday: 2026-13-01", "today: «2026-13-01» er ingen dato."),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-99, date: 2026-01-01}",
            "events[0]: «REG-99» er ikke et steg i REG.",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-5, date: 2026-02-29}",
            "events[0].date: «2026-02-29» er ingen dato.",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-7, mark: stopped, date: 2026-02-20}",
            "«stopped» kan ikke skje i REG-7.",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-6, mark: resumed, date: 2026-02-20}",
            "er ikke stanset før det",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-6, mark: stopped, date: 2026-02-20}\n"
            "- {step: REG-6, mark: stopped, date: 2026-02-21}",
            "sto alt stille",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-7, date: 2026-02-20}\n"
            "- {step: REG-7, mark: closed, date: 2026-02-10}",
            "«Planen på høring og offentlig ettersyn» slutter tirsdag 10. februar 2026, før den begynner fredag 20. "
            "februar 2026.",
        ),
        (
            "plan_type: REG\ntoday: 2026-01-01\nevents:\n- {step: REG-7, date: 2026-05-04}\n"
            "- {step: REG-7, mark: closed, date: 2026-06-18}\n- {step: REG-7, date: 2026-12-10}\n"
            "- {step: REG-7, mark: closed, date: 2026-12-01}",
            "slutte tirsdag 1. desember 2026, men runden som begynte mandag 4. mai 2026, har alt en slutt.",
        ),
        ("plan_type: REG\ntoday: 2026-01-01\nevents: hei", "events skal være en liste."),
        ("plan_type: REG\ntoday: 2026-01-01\nfrist: 3", "kjenner ikke «frist»."),
        ("plan_type: REG\ntoday: 2026-01-01\nchoices: {private: kanskje}", "verken ja eller nei"),
        ("plan_type: [REG\ntoday: 2026-01-01", "kan ikke leses som YAML, linje"),
        ("", "plan_type: kjenner ikke «»."),
        ("- REG", "skal være navn og verdier"),
    ],
)
def test_a_process_that_cannot_be_read_is_answered_with_where_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    assert said in refused(capsys, "chain", case(tmp_path, text))


def test_what_may_stand_in_a_process_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "steps", "detaljregulering")
    laying_out = next(one for one in told["steps"] if one["step"] == "REG-6")
    assert {"stopped", "resumed", "agreed"} <= set(laying_out["marks"])
    assert told["choices"]["private"] == "forslaget er privat"
    assert "kostnadsbidrag" in told["choices"]["cost_contribution"]
    assert "kjenner ikke «»" in refused(capsys, "steps")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "finnes ikke" in refused(capsys, "chain", "borte.yaml")


def test_the_example_in_the_guide_is_counted_as_it_stands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    guide = (Path(__file__).resolve().parents[3] / "docs" / "plansak.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n", 1)[1].split("```", 1)[0]
    told = asked(capsys, "chain", case(tmp_path, example))
    laying_out = next(one for one in told["deadlines"] if one["step"] == "REG-6" and one["kind"] == "max")
    assert (
        laying_out["statutory_end"] == "2026-06-16"
    )  # 12 weeks from 3 March are 26 May, and the clock stood for 21 days
    assert laying_out["working_day_end"] == "2026-06-30"
    assert laying_out["overridden"]


@pytest.mark.parametrize(
    ("plan_type", "step"),
    [
        ("KPA", "KPA-3a"), ("KDP-AREAL", "KPA-3a"), ("REG", "REG-12"), ("REG-OMRAADE", "REG-12"),
        ("PBL9", "PBL9-9-3"), ("PBL9", "PBL9-9-4"), ("PBL9", "PBL9-9-6"), ("PBL9", "PBL9-9-7"),
    ],
)  # fmt: skip
def test_a_row_of_the_table_of_rules_is_a_step_with_what_the_law_says_of_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, plan_type: str, step: str
) -> None:
    text = f"plan_type: {plan_type}\ntoday: 2026-06-01\nevents: [{{step: {step}, date: 2026-05-04}}]\n"
    told = asked(capsys, "chain", case(tmp_path, text))
    assert next(one for one in told["steps"] if one["step"] == step)["set_on"] == "2026-05-04"
    found = chains()[plan_type].step(step)
    assert found.demands or found.rules
