// What the others offer, as it comes: `node serve.mjs hocuspocus|y-websocket`. Prints the port it listens on.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const require = createRequire(import.meta.url);
const http = createServer();
const sockets = new WebSocketServer({ noServer: true });
if (process.argv[2] === "hocuspocus") {
  const { Hocuspocus } = require("@hocuspocus/server");
  const room = new Hocuspocus({ quiet: true });
  sockets.on("connection", (socket, request) => room.handleConnection(socket, request));
} else {
  const { setupWSConnection } = require("y-websocket/bin/utils");
  sockets.on("connection", setupWSConnection);
}
http.on("upgrade", (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request)),
);
http.listen(0, "localhost", () => console.log(http.address().port));
