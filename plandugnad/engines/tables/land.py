"""Words for land in the name of a municipal sub-plan: they tell a plan for an area from a plan for a theme."""

import re

# Stems, so that every form is met: «strandsone», «strandsonen», «strandsona», «strandsonene».
_ZONES = "kyst|strand|sjø|bygge|byggje|rand|grøn|grønn|fjell|bynær|sentrums|utbyggings|utbyggjings"
_AREAS = (
    "hytte|nærings|industri|bolig|bustad|ha[mv]ne?|småbåtha[mv]n|fritids|fjell|utbyggings|utbyggjings|fritidsbolig"
    r"|fritidsbustad|stasjons|tomte|friluft\w*|sentrums|by|sjø|kyst|strand|vassdrags|skog|utmarks?|idretts|natur|verne?"
    r"|landbruks|jordbruks|handels|ski\w*|alpin\w*|bygge|byggje|tettsteds|tettstads|bygde|grende|sær|land|fjord|elve"
    r"|grønt?|grøn|park|campus|flyplass|lufthamn\w*|mark|kulturmiljø|reiselivs|turist|kai|brygge|strøks|villa"
)
_LAND = re.compile(
    rf"areal|sentrum|sentra\b|tettst[ae]d|(?:{_ZONES})son[ae]|(?:{_AREAS})-? ?områd"
    r"|(?:kyst|strand|sjø|sentrums|by|bydels|tettsteds|tettstads|fjord|strandsone|kystsone|sone)plan"
    r"|\bby(?:områd|del|utvikl|kjern|midt|rom)|\bbydel|bydelen|byutvikling|bykjern|bymidt|bygdeby"
    r"|(?:hytte|bolig|bustad|bygge|byggje|tomte|nærings|industri)felt|\bhytte|\w(?:hytter|hyttene|hyttane)\b"
    r"|trasé|trase\b|tettbygd|grend\w*sent|bygdesent|knutepunkt|sjø og land|markagrens|bymark|utmark\b"
    r"|bebyggelse|busetnad|småbåtha[mv]n|\bha[mv]n(?:a|en|eområd\w*)?\b|sjøfront|fjordfront|arealbruk"
)


def is_about_land(name: str) -> bool:
    return bool(_LAND.search(name.casefold()))
