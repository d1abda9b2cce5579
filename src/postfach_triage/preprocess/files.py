"""Recognise file numbers of courts and offices, car plates and mail addresses."""

import re

Found = tuple[str, int, int]

_COURT = re.compile(
    r"(?<![\w/])(?:[SLBWsl] ?)?\d{1,3} ?(?:[A-Z][A-Za-z]{0,3}|[IVX]{1,5}|as|so|kr|al)"
    r"(?: \d{1,4} [A-Z][a-z]{0,3})? ?\d{1,6} ?/ ?\d{2,4}(?!\d)(?: ?(?:ER|EAGS|PKH|AG|RG|KL|R|B)\b)*"
    r"|(?<![\w/.\-])(?:[A-Z]{1,5}|[Dd][Rr] (?:[IVX]+|[ivx]+))[ /\-]"
    r"(?:\d+[\-/])?\d{2,8}/\d{2,4}(?!\d)(?:-\w+)?"
)
_MONTH = re.compile(r"[A-Z]+[ /\-](?:0?[1-9]|1[0-2])/(?:20)?\d\d$")
_FILLER = (
    r"(?:[\s:.,\-#„“\"(=№]"
    r"|\b(?:nr|nummer|ist|is|lautet|war|dort|laut|brief|unser|ihr|der feuerwehr)\b){1,8}"
    r"((?!vom|von|bis|am|ab|zum|in|und|über|mit|auf)[a-z]{1,4}(?:[ \-./][ivx]{1,4})?[ \-./]?)?$"
)
# These words leave no doubt; the others count where nothing else claims the number.
_FILE = re.compile(
    r"(?:\b(?:az|gz|aktenz\w*|kassenz\w*|geschz|tgb)|\b\w*(?<!kenn)zeichen|tagebuch\w*|номер дела)"
    + _FILLER
)
_CONTRACT = re.compile(
    r"(?:\b(?:vorgang|fall|ticket|police)|\b\w*(?:vertrags?|vorgangs|rechnungs|forderungs|schadens?|mahn"
    r"|vollstreckungs|mieter|zähler|referenz|ausweis|pass|personal|azr|mitglieds|debitoren|versicherungs)"
    r"-?(?:nr|nummer|konto|kontonummer)|forderung|mahnung)" + _FILLER
)
_LABELLED = re.compile(
    r"(?:[A-Za-z]{1,4}(?:[ \-./][IVXivx]{1,4})?[ \-./]?)?"
    r"\d\w*(?:[./\-]\w+)*(?: \d\w*(?:[./\-]\w+)*){0,4}"
    r"(?:(?<=/\d\d) [a-z]{2}\b)?"
)
_MONEY = re.compile(r",\d|\.\d\d(?!\d)| ?(?:€|eur|euro|uhr)", re.IGNORECASE)
_PLAIN_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?$|\d{1,2}/20\d\d$|(?:19|20)\d\d$")

_PLATE_BEFORE = re.compile(r"(?<![\w\-])[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2}[ \-]?$")
_NO_PLATE = re.compile(r"-(?:NR|ID|NO)[ \-]?$")
_LOOSE_PLATE = re.compile(
    r"kennz\w*\W{1,3}(?:(?:ist|is|war|lautet)\W)?([a-zäöü]{1,3}[ \-]{1,2}[a-zäöü]{1,2}[ \-]?)$"
)

_AT = re.compile(r"@|\([Aa][Tt]\)|\[[Aa][Tt]\]| (?:at|ät) (?=\w+ punkt )")
_MAIL_BEFORE = re.compile(r"(?:[\w.+\-]|(?<=\w) punkt (?=\w)){1,64} ?$")
_MAIL_AFTER = re.compile(r" ?[\w\-]+(?:\.[\w\-]+)+|[\w\-]+(?: punkt \w+)*")


def find_court_number(text: str, start: int, end: int) -> Found | None:
    """Return the file number around text[start:end], told by its shape: '14 F 233/26'."""
    for court in _COURT.finditer(text, max(0, start - 14), min(len(text), end + 8)):
        if court.end() > start and not _MONTH.match(court.group()):
            return "FILENO", *court.span()
    return None


def find_file_number(text: str, start: int) -> Found | None:
    """Return the file number that begins at `start`, told by the word before it."""
    return _find_labelled(text, start, _FILE)


def find_contract_number(text: str, start: int) -> Found | None:
    """Return the number of a contract, a claim or a pass that begins at `start`."""
    return _find_labelled(text, start, _CONTRACT)


def _find_labelled(text: str, start: int, words: re.Pattern[str]) -> Found | None:
    label = words.search(text[max(0, start - 48) : start].lower())
    number = _LABELLED.match(text, start - len(label.group(1) or "")) if label else None
    return _accept(text, number) if number else None


def _accept(text: str, number: re.Match[str]) -> Found | None:
    value = number.group()
    few = sum(map(str.isdigit, value)) < 4
    if few or _MONEY.match(text, number.end()) or _PLAIN_DATE.match(value):
        return None
    return "FILENO", *number.span()


def find_plate(text: str, start: int, end: int) -> Found | None:
    """Return the car plate whose digits begin at `start`."""
    before = text[max(0, start - 24) : start]
    if not before.rstrip(" -")[-1:].isalpha():
        return None
    if text[end : end + 1] in ("E", "H"):
        end += 1  # electric and historic cars
    plate = _PLATE_BEFORE.search(before)
    if plate and not _NO_PLATE.search(before):
        return "PLATE", start - len(plate.group()), end
    loose = _LOOSE_PLATE.search(before.lower()) if "enn" in before.lower() else None
    return ("PLATE", start - len(loose.group(1)), end) if loose else None


def find_mails(text: str) -> list[Found]:
    """Return the mail addresses of a text, written or spelled out ('anna at web punkt de')."""
    found = []
    for at in _AT.finditer(text):
        begin = max(0, at.start() - 64)
        before = _MAIL_BEFORE.search(text[begin : at.start()])
        after = _MAIL_AFTER.match(text, at.end())
        if before and after and not (before.group()[-1] == " " and "." not in after.group()):
            found.append(("EMAIL", begin + before.start(), after.end()))
    return found
