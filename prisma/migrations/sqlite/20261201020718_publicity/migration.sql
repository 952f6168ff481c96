-- CreateTable
CREATE TABLE "Piece" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "intentIndex" TEXT,
    "status" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "sentAt" BIGINT
);

-- CreateTable
CREATE TABLE "QuizResult" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "partyId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "staffId" TEXT,
    "villageCode" TEXT,
    "right" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "at" BIGINT NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Party" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "role" TEXT NOT NULL,
    "staffId" TEXT,
    "name" BLOB NOT NULL,
    "villageCode" TEXT,
    "subscribed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" BIGINT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "phoneIndex" TEXT
);
INSERT INTO "new_Party" ("createdAt", "demo", "id", "name", "phoneIndex", "role", "staffId", "villageCode") SELECT "createdAt", "demo", "id", "name", "phoneIndex", "role", "staffId", "villageCode" FROM "Party";
DROP TABLE "Party";
ALTER TABLE "new_Party" RENAME TO "Party";
CREATE INDEX "Party_role_staffId_idx" ON "Party"("role", "staffId");
CREATE INDEX "Party_phoneIndex_idx" ON "Party"("phoneIndex");
CREATE TABLE "new_GroupBinding" (
    "groupIndex" TEXT NOT NULL PRIMARY KEY,
    "villageCode" TEXT NOT NULL,
    "byName" BOOLEAN NOT NULL DEFAULT false,
    "boundAt" BIGINT NOT NULL
);
INSERT INTO "new_GroupBinding" ("boundAt", "groupIndex", "villageCode") SELECT "boundAt", "groupIndex", "villageCode" FROM "GroupBinding";
DROP TABLE "GroupBinding";
ALTER TABLE "new_GroupBinding" RENAME TO "GroupBinding";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Piece_number_key" ON "Piece"("number");

-- CreateIndex
CREATE INDEX "Piece_author_idx" ON "Piece"("author");

-- CreateIndex
CREATE INDEX "QuizResult_partyId_idx" ON "QuizResult"("partyId");

-- CreateIndex
CREATE INDEX "QuizResult_at_idx" ON "QuizResult"("at");
