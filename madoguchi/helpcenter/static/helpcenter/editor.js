// Starts the editor's date fields and rows, which Wagtail would start by inline script; our policy allows none.
const starters = { date: "initDateChooser", time: "initTimeChooser", datetime: "initDateTimeChooser" };

function start(root) {
  for (const mark of root.querySelectorAll("[data-madoguchi-chooser]")) {
    const { madoguchiChooser: kind, for: id, options } = mark.dataset;
    mark.remove();
    // A row that is only a pattern for new ones has no place yet.
    if (document.getElementById(id)) window[starters[kind]](id, JSON.parse(options));
  }
  for (const mark of root.querySelectorAll("[data-madoguchi-panel]")) {
    const options = JSON.parse(mark.dataset.madoguchiPanel);
    mark.remove();
    new window.InlinePanel(options);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  start(document);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) start(node);
  }).observe(document.body, { childList: true, subtree: true });
});
