-- CreateTable
CREATE TABLE "DeskSeen" (
    "accountId" TEXT NOT NULL,
    "handoffId" TEXT NOT NULL,
    "inboxId" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("accountId", "handoffId")
);
