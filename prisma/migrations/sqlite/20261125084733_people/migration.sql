-- CreateTable
CREATE TABLE "HandoffNote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "handoffId" TEXT NOT NULL,
    "counselId" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Window" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "siteId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "serves" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "hours" TEXT NOT NULL DEFAULT '',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Handoff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "conversationId" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "topic" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "urgency" TEXT NOT NULL,
    "opponent" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "counselId" TEXT,
    "requestedAt" BIGINT NOT NULL,
    "acceptedAt" BIGINT,
    "closedAt" BIGINT,
    "conclusion" BLOB,
    "step" TEXT NOT NULL DEFAULT 'own',
    "team" INTEGER NOT NULL DEFAULT 1,
    "excluded" TEXT NOT NULL DEFAULT '',
    "audience" TEXT,
    "neutral" BOOLEAN NOT NULL DEFAULT false,
    "rating" INTEGER
);
INSERT INTO "new_Handoff" ("acceptedAt", "closedAt", "conclusion", "conversationId", "counselId", "id", "number", "officeId", "opponent", "partyId", "requestedAt", "status", "target", "topic", "townCode", "urgency", "villageCode") SELECT "acceptedAt", "closedAt", "conclusion", "conversationId", "counselId", "id", "number", "officeId", "opponent", "partyId", "requestedAt", "status", "target", "topic", "townCode", "urgency", "villageCode" FROM "Handoff";
DROP TABLE "Handoff";
ALTER TABLE "new_Handoff" RENAME TO "Handoff";
CREATE UNIQUE INDEX "Handoff_number_key" ON "Handoff"("number");
CREATE INDEX "Handoff_status_idx" ON "Handoff"("status");
CREATE INDEX "Handoff_conversationId_status_idx" ON "Handoff"("conversationId", "status");
CREATE INDEX "Handoff_counselId_status_idx" ON "Handoff"("counselId", "status");
CREATE TABLE "new_Town" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "aliases" TEXT NOT NULL DEFAULT '',
    "countyCode" TEXT NOT NULL,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Town" ("code", "countyCode", "demo", "name") SELECT "code", "countyCode", "demo", "name" FROM "Town";
DROP TABLE "Town";
ALTER TABLE "new_Town" RENAME TO "Town";
CREATE TABLE "new_Village" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "aliases" TEXT NOT NULL DEFAULT '',
    "formerNames" TEXT NOT NULL DEFAULT '',
    "latitude" REAL,
    "longitude" REAL,
    "successor" TEXT,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Village" ("aliases", "code", "demo", "name", "townCode") SELECT "aliases", "code", "demo", "name", "townCode" FROM "Village";
DROP TABLE "Village";
ALTER TABLE "new_Village" RENAME TO "Village";
CREATE INDEX "Village_townCode_idx" ON "Village"("townCode");
CREATE TABLE "new_Agency" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "latitude" REAL,
    "longitude" REAL,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Agency" ("address", "countyCode", "demo", "hours", "id", "name", "phone") SELECT "address", "countyCode", "demo", "hours", "id", "name", "phone" FROM "Agency";
DROP TABLE "Agency";
ALTER TABLE "new_Agency" RENAME TO "Agency";
CREATE TABLE "new_Office" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "latitude" REAL,
    "longitude" REAL,
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Office" ("address", "demo", "hours", "id", "name", "phone", "townCode") SELECT "address", "demo", "hours", "id", "name", "phone", "townCode" FROM "Office";
DROP TABLE "Office";
ALTER TABLE "new_Office" RENAME TO "Office";
CREATE INDEX "Office_townCode_idx" ON "Office"("townCode");
CREATE TABLE "new_Counsel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "firm" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "specialities" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "onDuty" BOOLEAN,
    "busy" BOOLEAN NOT NULL DEFAULT false,
    "post" TEXT NOT NULL DEFAULT 'village',
    "languages" TEXT NOT NULL DEFAULT '',
    "clients" TEXT NOT NULL DEFAULT '',
    "leave" TEXT NOT NULL DEFAULT '',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Counsel" ("capacity", "demo", "duty", "firm", "id", "licence", "name", "onDuty", "specialities", "villages") SELECT "capacity", "demo", "duty", "firm", "id", "licence", "name", "onDuty", "specialities", "villages" FROM "Counsel";
DROP TABLE "Counsel";
ALTER TABLE "new_Counsel" RENAME TO "Counsel";
CREATE TABLE "new_Staff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "officeId" TEXT,
    "phone" TEXT NOT NULL DEFAULT '',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Staff" ("demo", "id", "name", "officeId", "role") SELECT "demo", "id", "name", "officeId", "role" FROM "Staff";
DROP TABLE "Staff";
ALTER TABLE "new_Staff" RENAME TO "Staff";
CREATE TABLE "new_GridWorker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "grid" TEXT NOT NULL DEFAULT '',
    "closed" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_GridWorker" ("demo", "id", "name", "townCode", "villages") SELECT "demo", "id", "name", "townCode", "villages" FROM "GridWorker";
DROP TABLE "GridWorker";
ALTER TABLE "new_GridWorker" RENAME TO "GridWorker";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "HandoffNote_handoffId_idx" ON "HandoffNote"("handoffId");
