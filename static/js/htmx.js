// htmx under Trusted Types: fragments of our own server become trusted HTML, scripts in them never run.
import htmx from "htmx.org"

if (window.trustedTypes) {
  const policy = trustedTypes.createPolicy("htmx", {
    createHTML: (html) => html,
    createScript() { throw new TypeError("no scripts") },
  })
  htmx.registerExtension("tt", { init: (api) => api.initSecurity(policy) })
}

export default htmx
