// What only a coach's pages do; loaded after app.js.
import "./close_out.js"
import "./close_out_offers.js"
import "./find.js"
import "./roster.js"
import "./address.js"
