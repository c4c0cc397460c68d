"""People and what lets them in: organization, user, membership, pairing, sign-in, invite, consent."""

from app.accounts.models.consent import Consent
from app.accounts.models.invite import Invite
from app.accounts.models.organization import Membership, Organization, Pairing
from app.accounts.models.sign_in import SignIn, SignInCode
from app.accounts.models.user import User
from app.accounts.models.viewer import Viewer

__all__ = ["Consent", "Invite", "Membership", "Organization", "Pairing", "SignIn", "SignInCode", "User", "Viewer"]
