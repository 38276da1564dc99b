from django.urls import path

from plandugnad.regions.views import administration, collaborations, consent, invitation, people, profile, register

urlpatterns = [
    path("invitasjon/<str:token>/", invitation.invitation, name="invitation"),
    path("kommuner/", register.register, name="register"),
    path("organisasjoner/<uuid:id>/", register.organisation, name="organisation"),
    path("folk/<uuid:place_id>/", people.people, name="people"),
    path(
        "folk/<uuid:place_id>/invitasjoner/<uuid:invitation_id>/trekk/",
        people.withdraw_invitation,
        name="invitation_withdraw",
    ),
    path(
        "folk/<uuid:place_id>/invitasjoner/<uuid:invitation_id>/ny-lenke/",
        people.invite_again,
        name="invitation_again",
    ),
    path("folk/<uuid:place_id>/roller/<uuid:membership_id>/avslutt/", people.end_membership, name="membership_end"),
    path("meg/", profile.profile, name="profile"),
    path("meg/roller/<uuid:membership_id>/si-fra-deg/", profile.leave, name="leave"),
    path("administrasjon/", administration.administration, name="administration"),
    path("administrasjon/kontoer/<uuid:person_id>/", administration.account, name="account"),
    path("administrasjon/kontoer/<uuid:person_id>/steng/", administration.close_account, name="account_close"),
    path("administrasjon/kontoer/<uuid:person_id>/apne/", administration.open_account, name="account_open"),
    path("administrasjon/folk/", people.people, name="administrators"),
    path(
        "administrasjon/folk/invitasjoner/<uuid:invitation_id>/trekk/",
        people.withdraw_invitation,
        name="administrator_invitation_withdraw",
    ),
    path(
        "administrasjon/folk/invitasjoner/<uuid:invitation_id>/ny-lenke/",
        people.invite_again,
        name="administrator_invitation_again",
    ),
    path("administrasjon/folk/roller/<uuid:membership_id>/avslutt/", people.end_membership, name="administrator_end"),
    path("administrasjon/samarbeid/nytt/", collaborations.collaboration_form, name="collaboration_new"),
    path("administrasjon/samarbeid/<uuid:id>/", collaborations.collaboration_form, name="collaboration_edit"),
    path("samarbeid/<uuid:id>/samtykke/", consent.import_consent, name="import_consent"),
]
