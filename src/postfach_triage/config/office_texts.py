"""What the replies say about the office itself: names, ways, times, paths through the portal."""

from pathlib import Path

from postfach_triage.config.files import PACKAGED, Strict, read_yaml, validate
from postfach_triage.config.merging import merged

FILE = "office_texts.yaml"


class OfficeTexts(Strict):
    """German phrases that fit into the sentences of the replies; a slot has the key's name.

    An empty value means that the office has no such thing: replies that name it are not
    suggested. Amounts, periods, links and phone numbers stand here and nowhere else.
    """

    # Who writes.
    office_name: str
    benefit_name: str
    salutation: str
    signature: str
    # Ways without internet.
    phone: str
    opening_hours: str
    address: str
    walk_in: str
    reception: str
    onsite_helper: str
    id_document: str
    paper_form: str
    # The portal: what to tap there.
    portal_name: str
    portal_link: str
    path_renewal: str
    path_upload: str
    path_sent: str
    path_change: str
    path_booking: str
    path_notices: str
    path_profile: str
    path_forms: str
    path_application: str
    path_education: str
    path_bank_account: str
    path_register: str
    path_password: str
    path_second_factor: str
    path_activation: str
    path_delivery: str
    hotline: str
    app_name: str
    upload_limits: str
    # How the office works.
    pay_day: str
    processing_time: str
    renewal_time: str
    renewal_papers: str
    sick_note_rule: str
    broadcasting_page: str
    education_office: str
    education_phone: str
    complaints_team: str
    privacy_office: str
    courtesy_sheet: str


def load_office_texts(overlay: Path | None = None) -> OfficeTexts:
    """Return the packaged phrases with the file of the folder `overlay` laid over, key by key."""
    data = read_yaml(PACKAGED / FILE)
    if overlay is not None and (overlay / FILE).exists():
        data = merged(data, read_yaml(overlay / FILE) or {})
    return validate(OfficeTexts, data, FILE)
