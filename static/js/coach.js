// What only a coach's pages do; loaded after app.js.
import "./find.js"
import "./roster.js"
