-- AlterTable
ALTER TABLE "Case" ADD COLUMN     "matterId" TEXT;

-- CreateTable
CREATE TABLE "TextMessage" (
    "key" TEXT NOT NULL,
    "numberIndex" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "TextMessage_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "TextMessage_numberIndex_idx" ON "TextMessage"("numberIndex");

-- CreateIndex
CREATE INDEX "TextMessage_at_idx" ON "TextMessage"("at");

-- CreateIndex
CREATE INDEX "Case_matterId_idx" ON "Case"("matterId");
