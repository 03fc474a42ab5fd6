/* The launcher, served as /widget.js:

     <script src="https://support.example/widget.js" data-inbox="KEY" async></script>

   Further attributes: data-lang, data-theme ("light" or "dark"), data-identity (a signed token; or set
   window.madoguchi = {identity: token or function}). To choose the place in the document, put
   <madoguchi-chat inbox="KEY"></madoguchi-chat> there; to move or colour it, style that element
   (--madoguchi-accent, --madoguchi-on-accent).
   Draws a button and nothing else; the chat itself comes on hover, focus, click, or when something waits.
   The server fills in LABEL (the button's name in the browser's language), VERSION and STYLE. */
(() => {
  const { src, dataset } = document.currentScript;
  const base = src.replace(/[^/]*$/, '');
  const start = () => {
    const host = document.querySelector('madoguchi-chat') || document.createElement('madoguchi-chat');
    for (const name in dataset) host.setAttribute(name, dataset[name]);
    host.base = base;
    host.role = 'region';
    const shadow = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    const button = document.createElement('button');
    button.ariaLabel = host.ariaLabel = LABEL;
    button.ariaExpanded = false;
    shadow.append(button);
    // Beside the body, not in it: pages that swap their body keep the chat.
    if (!host.isConnected) document.documentElement.append(host);

    let tries = 0, loading;
    const load = () => loading ||= import(`${base}chat/app/VERSION/chat.js?${tries++}`).catch(() => loading = 0);
    button.onpointerenter = button.onfocus = load;
    // Where the chat cannot come, the support pages are still there.
    button.onclick = () => load().then(ok => ok ? host.toggle() : open(base));
    try {
      if (localStorage[`madoguchi:${host.getAttribute('inbox')}:wake`]) load();
    } catch {}
  };
  if (document.readyState == 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
