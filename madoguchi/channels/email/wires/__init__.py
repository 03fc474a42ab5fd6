"""Where mails come in: mailboxes read by IMAP, and a door for mail servers (LMTP or SMTP)."""
