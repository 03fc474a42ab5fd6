// An article's page: where one is, links to headings, the guide asked question by question, the vote without reload.
const contents = [...document.querySelectorAll(".help-contents a")];
if (contents.length) {
  const byId = new Map(contents.map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? seen.add(entry.target.id) : seen.delete(entry.target.id);
    const first = [...byId.keys()].find((id) => seen.has(id));
    if (!first) return;
    for (const link of contents) link.removeAttribute("aria-current");
    byId.get(first).setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -60% 0px" });
  for (const id of byId.keys()) {
    const heading = document.getElementById(id);
    if (heading) watch.observe(heading);
  }
}

for (const guide of document.querySelectorAll("[data-guide]")) {
  const nodes = new Map([...guide.querySelectorAll("[data-node]")].map((node) => [node.dataset.node, node]));
  const path = [];
  const show = (key, focus) => {
    for (const [name, node] of nodes) node.toggleAttribute("data-away", name !== key);
    const node = nodes.get(key);
    if (focus) {
      const title = node.querySelector(".help-part");
      title.tabIndex = -1;
      title.focus();
    }
    for (const link of node.querySelectorAll("[data-carry]")) {
      const address = new URL(link.href);
      address.searchParams.set("path", path.join(" › ").slice(0, 500));
      link.href = address;
    }
  };
  guide.classList.add("is-guided");
  show(nodes.keys().next().value, false);
  guide.addEventListener("click", (event) => {
    const link = event.target.closest("[data-leads]");
    if (!link || !nodes.has(link.dataset.leads)) return;
    event.preventDefault();
    const node = link.closest("[data-node]");
    path.push(`${node.querySelector(".help-part").textContent.trim()}: ${link.textContent.trim()}`);
    history.pushState({ guide: link.dataset.leads, path: [...path] }, "");
    show(link.dataset.leads, true);
  });
  addEventListener("popstate", (event) => {
    const state = event.state;
    path.splice(0, path.length, ...(state?.path ?? []));
    show(state?.guide && nodes.has(state.guide) ? state.guide : nodes.keys().next().value, true);
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-feedback]");
  if (!form || form.dataset.plain) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const section = form.closest(".help-feedback");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".help-feedback");
    if (!fresh) throw new Error(answer.status);
    section.replaceWith(fresh);
    fresh.tabIndex = -1;
    fresh.focus();
  } catch {
    // Without script, and with the button that was pressed.
    form.dataset.plain = "true";
    form.requestSubmit(event.submitter);
  }
});
