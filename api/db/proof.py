"""A known text under the database's key: tells a wrong key from the right one."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from api.db.base import Base
from api.db.encrypted import Encrypted
from api.db.keys import Cipher, make_key

PROOF = "songcan"


class EncryptionProof(Base):
    """At most one row, written together with the key file."""

    __tablename__ = "encryption_proof"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proof: Mapped[str] = mapped_column(Encrypted)


def proven(session: Session) -> bool:
    """Whether the database has a key, and the key file is it.

    Raises
    ------
    KeyMissing, KeyUnreadable, KeyWrong
        When the database has a key, but the file is not it.
    """
    return session.scalar(select(EncryptionProof.proof)) == PROOF


def prove(session: Session, cipher: Cipher) -> None:
    """Make a key for a database that has none; a key that exists is never replaced.

    Raises
    ------
    KeyMissing, KeyUnreadable, KeyWrong
        When the database has a key, but the file is not it.
    """
    if not proven(session):
        make_key(cipher.path)
        session.add(EncryptionProof(id=1, proof=PROOF))
        session.flush()
