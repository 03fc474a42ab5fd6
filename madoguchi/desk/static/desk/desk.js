// The desk's scripts, one behaviour a file; this one starts them.

import "./panes.js";
import "./widths.js";
import "./clock.js";
import "./rows.js";
import "./select.js";
import "./bulk.js";
import "./preview.js";
import "./counts.js";
import "./open.js";
import "./thread.js";
import "./older.js";
import "./presence.js";
import "./change.js";
import "./snooze.js";
import "./composer.js";
import "./drafts.js";
import "./uploads.js";
import "./canned.js";
import "./undo.js";
import "./retry.js";
import "./messages.js";
import "./formatted.js";
import "./lightbox.js";
import "./palette.js";
import "./shortcuts.js";
import "./keys.js";
import { connect } from "./live.js";

document.dispatchEvent(new CustomEvent("desk-ready"));
connect();
