-- CreateTable
CREATE TABLE "Pass" (
    "tokenIndex" TEXT NOT NULL PRIMARY KEY,
    "partyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Identity" (
    "lookupIndex" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "address" BLOB,
    "usedAt" BIGINT NOT NULL DEFAULT 0,
    "expiresAt" BIGINT,
    CONSTRAINT "Identity_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Identity" ("channel", "createdAt", "lookupIndex", "partyId") SELECT "channel", "createdAt", "lookupIndex", "partyId" FROM "Identity";
DROP TABLE "Identity";
ALTER TABLE "new_Identity" RENAME TO "Identity";
CREATE INDEX "Identity_partyId_idx" ON "Identity"("partyId");
CREATE INDEX "Identity_expiresAt_idx" ON "Identity"("expiresAt");
CREATE TABLE "new_Inbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" BIGINT,
    "sensitive" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Inbox" ("account", "attempts", "body", "channel", "conversationId", "doneAt", "externalId", "id", "receivedAt", "status") SELECT "account", "attempts", "body", "channel", "conversationId", "doneAt", "externalId", "id", "receivedAt", "status" FROM "Inbox";
DROP TABLE "Inbox";
ALTER TABLE "new_Inbox" RENAME TO "Inbox";
CREATE INDEX "Inbox_status_conversationId_id_idx" ON "Inbox"("status", "conversationId", "id");
CREATE INDEX "Inbox_conversationId_id_idx" ON "Inbox"("conversationId", "id");
CREATE UNIQUE INDEX "Inbox_channel_account_externalId_key" ON "Inbox"("channel", "account", "externalId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Pass_partyId_idx" ON "Pass"("partyId");

-- CreateIndex
CREATE INDEX "Pass_expiresAt_idx" ON "Pass"("expiresAt");
