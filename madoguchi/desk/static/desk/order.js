// Which rows belong into the list that is shown, and in which order: as the server says it, for what comes by the socket.

import { config } from "./page.js";

const WAITING = ["new", "open", "pending"];
const NEWEST_FIRST = ["closed", "spam"].includes(config.view) !== Boolean(config.filter?.reverse);
const NEVER = "~"; // how the keys of those begin who do not wait: they come last either way

const IN_VIEW = {
  mine: (row) => waiting(row) && row.dataset.assignee === config.me,
  unassigned: (row) => waiting(row) && !row.dataset.assignee,
  team: (row) => waiting(row) && (config.team ? Number(row.dataset.team) === config.team : config.teams.includes(Number(row.dataset.team))),
  all: waiting,
  snoozed: (row) => row.dataset.status === "snoozed",
  closed: (row) => ["resolved", "closed"].includes(row.dataset.status),
  spam: (row) => row.dataset.status === "spam",
  search: () => false,
};

function waiting(row) {
  return WAITING.includes(row.dataset.status);
}

// A row on its way does not tell its tags: with a filter for one, only rows that were listed already are known to fit.
export function belongs(row, listed) {
  const { channel, language, priority, tag } = config.filter ?? {};
  return IN_VIEW[config.view](row) && (!channel || row.dataset.channel === channel)
    && (!language || row.dataset.language === language) && (!priority || Number(row.dataset.priority) === priority)
    && (!tag || listed);
}

export function before(row, other) {
  const [mine, theirs] = [row.dataset.key, other.dataset.key];
  const [rests, restsToo] = [mine.startsWith(NEVER), theirs.startsWith(NEVER)];
  if (rests !== restsToo) return restsToo;
  return NEWEST_FIRST ? mine > theirs : mine < theirs;
}
