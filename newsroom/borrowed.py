"""Sentences of Django's that the newsroom says in its own words.

Django's Arabic addresses a man («احفظ», «أضف») where the newsroom uses nouns («حفظ», «إضافة»), and its Sorani has gaps. A
msgid that stands in our catalogues too is taken from there; this list makes `make messages` keep them.
"""

from django.utils.translation import gettext_noop as _

WORDS = [
    _("Please enter the correct %(username)s and password for a staff account. Note that both fields may be case-sensitive."),
    _("Add another %(verbose_name)s"),
    _("Remove"),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _("Add %s"),
    _("Change %s"),
    _("View %s"),
    _("Delete"),
    _(
        "Deleting %(class_name)s %(instance)s would require deleting the following protected related "
        "objects: %(related_objects)s"
    ),
    _("Log in"),
    _("Home"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("Add"),
    _("View"),
    _("Error:"),
    _("Change password"),
    _("Set password"),
    _("Skip to main content"),
    _("Log out"),
    _("Add %(name)s"),
    _("History"),
    _("Filter"),
    _("Clear all filters"),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: light)"),
    _("Toggle theme (current theme: dark)"),
    _("Deleting the %(object_name)s '%(escaped_object)s' would require deleting the following protected related objects:"),
    _(
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the following '
        "related items will be deleted:"
    ),
    _("Yes, I’m sure"),
    _("No, take me back"),
    _("Delete?"),
    _("Forgotten your login credentials?"),
    _("Show all"),
    _("Save"),
    _("Search"),
    _("Save as new"),
    _("Save and add another"),
    _("Save and continue editing"),
    _("Save and view"),
    _("Change selected %(model)s"),
    _("Add another %(model)s"),
    _("Delete selected %(model)s"),
    _("Thanks for spending some quality time with the web site today."),
    _("Log in again"),
    _("Password change"),
    _("Your password was changed."),
    _(
        "Please enter your old password, for security’s sake, and then enter your new password twice so we "
        "can verify you typed it in correctly."
    ),
    _("Change my password"),
    _("New password:"),
    _("Confirm password:"),
    _("Select %s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _("Lookup"),
    _("Currently:"),
    _("Change:"),
    _("The two password fields didn’t match."),
    _("Your old password was entered incorrectly. Please enter it again."),
    _("Old password"),
    _("New password"),
    _("New password confirmation"),
    _("Enter the same password as before, for verification."),
    _("This account is inactive."),
]
