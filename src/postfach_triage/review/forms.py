"""The forms about people."""

from typing import Any, ClassVar

from django import forms

from postfach_triage.review.models.person import ROLES, Person, Role
from postfach_triage.review.office import the_office
from postfach_triage.review.people import last_admin

_CLASSES = {
    "role": "kern-form-check__radio",
    "teams": "kern-form-check__checkbox",
    "is_active": "kern-form-check__checkbox",
}


class PersonForm(forms.ModelForm):
    """Name, role and teams of a person."""

    teams = forms.MultipleChoiceField(
        label="Teams", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        """Which fields, and what they are called."""

        model = Person
        fields = ("username", "first_name", "last_name", "role", "teams", "is_active")
        labels: ClassVar = {
            "username": "Benutzername",
            "first_name": "Vorname",
            "last_name": "Nachname",
            "is_active": "Das Konto ist eingeschaltet",
        }
        help_texts: ClassVar = {
            "username": "Zum Anmelden, zum Beispiel a.muster",
            "is_active": "",
        }
        widgets: ClassVar = {"role": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].choices = sorted(the_office().teams.items(), key=lambda item: item[1])
        self.fields["role"].choices = [(role.value, name) for role, name in ROLES.items()]
        self.fields["last_name"].required = True
        for name, field in self.fields.items():
            field.widget.attrs["class"] = _CLASSES.get(name, "kern-form-input__input")

    def clean(self) -> dict[str, Any]:
        """Keep one admin, and no case worker without a team."""
        values: dict[str, Any] = super().clean()
        stays = values.get("role") == Role.ADMIN and values.get("is_active")
        if self.instance.pk and last_admin(self.instance) and not stays:
            self.add_error("role", "Eine Person muss die Seite verwalten. Sie ist die letzte.")
        if values.get("role") == Role.WORKER and not values.get("teams"):
            self.add_error("teams", "Bitte wählen Sie mindestens ein Team aus.")
        return values
