"""Crimes told as facts, sentence by sentence: who is told to have done what, and what governs the clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import locate

CODE = "accusation-unattributed"
JUDGMENT = """[{"id": "a", "type": "legal_case", "title": "T", "authority": "Supreme Court",
  "issued": {"date-parts": [[2016]]}}]"""
AS_FACTS = """
The governor of Lund, Erik Sand, embezzled relief funds in 2015.
Erik Sand and his brother Olaf embezzled relief funds in 2015.
In 2015 Sand Holdings laundered money for the cartel.
Erik Sand, the former mayor of Lund who now lives in Malta, bribed two officials.
The mayor, Erik Sand, has repeatedly stolen public money.
Erik Sand committed fraud on a large scale in 2015.
The massacre was ordered by General Ruben Aldaz.
General Aldaz ordered the massacre of 40 villagers in 2011.
Deputy Minister Lena Vogt has been taking bribes since 2015.
Erik Sand was responsible for the murder of two reporters in 2011.
The president's son, Marko Lind, raped a student in 2016.
Erik Sand rigged the election of 2016.
Under his leadership the ministry embezzled 40 million euros in 2016.
Erik Sand fled to Malta in 2016 and smuggled the gold out of the country.
Mr Sand evaded taxes for years.
Erik Sand plundered the state bank between 2009 and 2014.
The murderer Erik Sand lives in Malta.
Erik Sand’s corruption ruined the bank in 2014.
Erik Sand, who murdered his wife in 2014, runs a bakery in Malta.
President Ruiz stole the election in 2018.
The police tortured Ada Lind in 2019.
Soldiers under Colonel Aldaz massacred villagers; Aldaz himself tortured prisoners in 2011.
Erik Sand perpetrated war crimes in Orrin in 2014.
Erik Sand forged documents to win the tender of 2014.
Erik Sand hired a killer to murder his partner in 2014.
Sand Holdings defrauded investors of $40 million in 2015 although the court had acquitted his brother.
The minister Jane Roe, a lawyer by training, accepted kickbacks from builders in 2016.
Erik Sand assassinated the minister in 2016.
""".strip().split("\n")
INNOCENT = """
Erik Sand was accused of embezzling relief funds in 2015.
Erik Sand faces charges that he laundered money.
The paper reported that Erik Sand had bribed two officials.
Erik Sand denies that he stole public money.
Erik Sand, convicted in 2016 of fraud, lives in Malta.
Erik Sand was found guilty of taking bribes in 2016 [@a].
Police suspect that Erik Sand murdered his partner.
Erik Sand was murdered in 2016.
Erik Sand survived the massacre of 2011.
Erik Sand led the inquiry into the massacre of 2011.
Erik Sand wrote a book about corruption.
Erik Sand lost his father in the genocide.
Erik Sand prosecuted war crimes in Orrin.
Erik Sand would have bribed the judge.
Nobody knows whether Erik Sand stole the gold.
Erik Sand stole the show at the fair of 2016.
Erik Sand is an expert on money laundering.
The Anti-Corruption Bureau arrested Erik Sand on charges of fraud.
Erik Sand resigned over the corruption of his deputies.
The Fraud Act of 2006 was written by Erik Sand.
Brutus murdered Caesar in 44 BC.
In the film Erik Sand plays a banker who laundered money.
Erik Sand played a murderer in the play.
Erik Sand investigated who had stolen the gold.
Erik Sand did not rob the bank, and he never took bribes.
Erik Sand's murder shocked the town in 2016.
Erik Sand was blamed for the massacre by the rebels.
The tribunal held that Erik Sand ordered the massacre.
Erik Sand criminalised corruption in 2016.
Erik Sand was kidnapped by rebels in 2016.
Erik Sand fought the smuggling of arms.
Erik Sand, a criminal lawyer, defended the minister.
Erik Sand is the director of the Terrorism Research Centre.
Erik Sand's Crime and Punishment course is popular.
Erik Sand signed the Genocide Convention in 1950.
Allegations that Erik Sand had bribed a judge were false.
Erik Sand said he had been robbed and tortured.
Erik Sand was jailed after he robbed a bank in 2016 [@a].
Erik Sand pocketed the key.
Erik Sand took part in the war on terrorism.
""".strip().split("\n")
DOERS = {
    "The governor of Lund, Erik Sand, embezzled relief funds in 2015.": "Erik Sand",
    "The massacre was ordered by General Ruben Aldaz.": "Ruben Aldaz",
    "Soldiers under Ada Lind massacred villagers; Ruben Aldaz tortured prisoners in 2011.": "Ruben Aldaz",
    "The brother of Erik Sand fled, and President Ruiz stole the election in 2018.": "Ruiz",
    "The police tortured Ada Lind in 2019.": "The police",
}


def messages(folder: Path, text: str) -> list[str]:
    """Return what is said of crimes in a text."""
    (folder / "references.json").write_text(JUDGMENT)
    paper = folder / "paper.md"
    paper.write_text(f"---\ntitle: T\nlang: en\nbibliography: references.json\n---\n\n{text}\n", "utf-8")
    diagnostics = check_article(locate(str(paper), folder)).diagnostics
    return [each.message for each in diagnostics if each.code == CODE]


@pytest.mark.parametrize("text", AS_FACTS)
def test_a_crime_told_as_a_fact_is_found(tmp_path: Path, text: str) -> None:
    assert messages(tmp_path, text)


@pytest.mark.parametrize("text", INNOCENT)
def test_a_charge_a_denial_a_victim_and_a_topic_are_left_alone(tmp_path: Path, text: str) -> None:
    assert messages(tmp_path, text) == []


@pytest.mark.parametrize(("text", "doer"), DOERS.items())
def test_the_doer_is_named(tmp_path: Path, text: str, doer: str) -> None:
    (message,) = messages(tmp_path, text)
    assert message.endswith(f" is told of {doer} as a fact")


def test_a_verdict_on_the_same_name_is_enough_and_one_on_another_is_not(tmp_path: Path) -> None:
    crime = "Erik Sand stole four million euros in 2015."
    assert messages(tmp_path, f"{crime} In 2016 Sand was convicted of theft [@a].") == []
    assert messages(tmp_path, f"{crime} In 2016 Jon Hask was convicted of theft [@a].")
