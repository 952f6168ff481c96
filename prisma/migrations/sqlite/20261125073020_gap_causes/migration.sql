-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Gap" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" TEXT,
    "text" BLOB NOT NULL,
    "cause" TEXT NOT NULL DEFAULT 'missed',
    "best" TEXT,
    "state" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);
INSERT INTO "new_Gap" ("at", "best", "id", "state", "text") SELECT "at", "best", "id", "state", "text" FROM "Gap";
DROP TABLE "Gap";
ALTER TABLE "new_Gap" RENAME TO "Gap";
CREATE INDEX "Gap_state_idx" ON "Gap"("state");
CREATE INDEX "Gap_conversationId_idx" ON "Gap"("conversationId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
