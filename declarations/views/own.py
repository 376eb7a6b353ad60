"""My commitment, my reports: the first page of this floor."""

from django.shortcuts import render

from core import clock
from core.gates import BUSINESS, CENTRE, DISCIPLINE, Role, open_to
from declarations.access import commitments as access
from declarations.access import matters as matter_access
from declarations.queries import commitments, matters


@open_to(*BUSINESS)
def index(request):
    user, year = request.user, clock.today().year
    own = list(commitments.own(user).prefetch_related("practices"))
    current = next((each for each in own if each.year == year and not each.withdrawn_on), None)
    context = {
        "year": year,
        "current": current,
        "former": [each for each in own if each != current],
        "may_draft": access.may_draft(user, user.person, year),
        "has_wording": access.has_wording(commitments.template_for(user.person)),
        "obliged": commitments.has_to_sign(user.person),
        "may_practise": current and access.may_practise(user, current),
        "half": current and access.next_half(current),
        "reports": matters.own(user),
        "may_report": matter_access.may_report(user, user.person),
        "to_supplement": matters.to_supplement(user),
        "lent": matters.lent_and_open(user),
        "to_type": commitments.signers_without_account(user),
        "types": user.holds(*commitments.TYPISTS),
        "types_reports": user.holds(Role.INFORMATION_OFFICER),
        "oversees": user.holds(*commitments.OVERSEERS),
        "reads": user.holds(*DISCIPLINE, *CENTRE),
    }
    return render(request, "declarations/index.html", context)
